// An action that tries what its configuration says: to read a field, to call a method, to send a request. It goes on whatever
// happens, if it can. What it needs of the language it takes before anything is patched, and it walks lists by index.
const { parse, stringify } = JSON;
const { apply } = Reflect;
const send = fetch;
let wrap = (value) => value;
let before = () => {};

const act = async (event, api, { read, call, args, fetch: url }) => {
  if (read) {
    let value = event;
    for (let i = 0; i < read.length; i++) value = value[read[i]];
    console.log('read', stringify(value));
  } else if (call) {
    const method = api[call[0]][call[1]];
    await apply(method, api[call[0]], args);
    console.log('answered');
  } else {
    console.log('answered', (await send(url)).status);
  }
};

const handler = async (event, api) => {
  try {
    const what = parse(event.configuration.ATTEMPT);
    before(what);
    await act(wrap(event), wrap(api), what);
  } catch (error) {
    console.log('caught', error?.cause?.code ?? `${error}`);
  } finally {
    console.log('went on');
  }
};
const names = ['PostLogin', 'CredentialsExchange', 'PreUserRegistration', 'PostUserRegistration', 'PostChangePassword', 'SendPhoneMessage'];
for (let i = 0; i < names.length; i++) exports[`onExecute${names[i]}`] = handler;
