// Tests: a risk service is asked about each login.

const { makeEventMock } = require('../__mocks__/event-post-login');
const { apiMock } = require('../__mocks__/api-post-login');
const { onExecutePostLogin } = require('./integration.action');

const answer = (body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

describe('Risk check', () => {
  let event;

  beforeEach(() => {
    jest.restoreAllMocks();
    jest.clearAllMocks();
    jest.spyOn(console, 'log').mockImplementation(() => {});
    event = makeEventMock();
    event.secrets = { API_KEY: 'key-of-a-test' };
    event.configuration = { SERVICE_URL: 'https://risk.example', ON_FAILURE: 'deny' };
  });

  it('lets a login of low risk pass', async () => {
    const sent = jest.spyOn(globalThis, 'fetch').mockResolvedValue(answer({ level: 'low' }));
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.access.deny).not.toHaveBeenCalled();
    const [url, init] = sent.mock.calls[0];
    expect(`${url}`).toBe('https://risk.example/risk');
    expect(JSON.parse(init.body)).toEqual({
      account: event.user.user_id,
      ip: event.request.ip,
      device: event.request.user_agent,
    });
  });

  it('refuses a login of high risk', async () => {
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(answer({ level: 'high' }));
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.access.deny).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['answers with an error', () => Promise.resolve(answer({}, 503))],
    ['answers with something else', () => Promise.resolve(new Response('<html>'))],
    ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
  ])('refuses when the service %s, unless the customer chose otherwise', async (_, respond) => {
    jest.spyOn(globalThis, 'fetch').mockImplementation(respond);
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.access.deny).toHaveBeenCalledTimes(1);

    jest.clearAllMocks();
    event.configuration.ON_FAILURE = 'allow';
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.access.deny).not.toHaveBeenCalled();
  });

  it('refuses without an API key', async () => {
    event.secrets = {};
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.access.deny).toHaveBeenCalledTimes(1);
  });
});
