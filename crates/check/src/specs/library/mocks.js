// The mocks a partner's template stands on: `../__mocks__/event-<flow>` and `../__mocks__/api-<flow>`.
const ourMocks = new Map();

const mockModuleNames = () => [...flows.keys()].flatMap((flow) => [`event-${flow}`, `api-${flow}`]);
const hasMockModule = (name) => mockModuleNames().includes(name);

/** An event like a real one, fresh each time. */
const eventModule = (flow) => {
  const makeEventMock = () => fromJson(toJson(flows.get(flow).event));
  return { makeEventMock, eventMock: makeEventMock() };
};
/** A tree of mock functions; those that give back the whole `api` do so here, so that calls chain. */
const apiModule = (flow) => {
  const apiMock = {};
  for (const { path, chains } of flows.get(flow).methods) {
    const names = path.split('.');
    const last = names.pop();
    let at = apiMock;
    for (const name of names) at = at[name] ??= {};
    at[last] = makeMock(chains ? () => apiMock : undefined).mockName(`api.${path}`);
  }
  const makeApiMock = () => apiModule(flow).apiMock;
  return { apiMock, makeApiMock };
};
const ourMock = (name) => {
  if (!ourMocks.has(name)) {
    const [kind, ...rest] = name.split('-');
    ourMocks.set(name, (kind === 'event' ? eventModule : apiModule)(rest.join('-')));
  }
  return ourMocks.get(name);
};
