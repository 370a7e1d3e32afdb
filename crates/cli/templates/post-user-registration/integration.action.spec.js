// Tests: tells a service of new users.

const { makeEventMock } = require('../__mocks__/event-post-user-registration');
const { onExecutePostUserRegistration } = require('./integration.action');

describe('onExecutePostUserRegistration', () => {
  let event;
  let sent;

  beforeEach(() => {
    jest.restoreAllMocks();
    jest.spyOn(console, 'log').mockImplementation(() => {});
    sent = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('{}'));
    event = makeEventMock();
    event.secrets = { API_KEY: 'key-of-a-test' };
    event.configuration = { SERVICE_URL: 'https://service.example/events', DEBUG: 'true' };
  });

  it('tells the service who it was', async () => {
    await onExecutePostUserRegistration(event);
    const [url, init] = sent.mock.calls[0];
    expect(url).toBe('https://service.example/events');
    expect(JSON.parse(init.body)).toEqual({ user: event.user.user_id });
    expect(console.log).not.toHaveBeenCalled();
  });

  it.each([
    ['says no', async () => new Response('', { status: 500 })],
    ['cannot be reached', async () => {
      throw new TypeError('fetch failed');
    }],
  ])('logs one line when the service %s', async (_, respond) => {
    sent.mockImplementation(respond);
    await onExecutePostUserRegistration(event);
    expect(console.log).toHaveBeenCalledTimes(1);
  });

  it('prints nothing unless asked to', async () => {
    event.configuration.DEBUG = 'false';
    sent.mockResolvedValue(new Response('', { status: 500 }));
    await onExecutePostUserRegistration(event);
    expect(console.log).not.toHaveBeenCalled();
  });

  it('sends nothing without a key', async () => {
    event.secrets = {};
    await onExecutePostUserRegistration(event);
    expect(sent).not.toHaveBeenCalled();
    expect(console.log).toHaveBeenCalledTimes(1);
  });
});
