// Tests of the example.

const axios = require('axios');
const { faker } = require('@faker-js/faker');
const { makeEventMock } = require('../__mocks__/event-post-login');
const { onExecutePostLogin } = require('./integration.action');

jest.mock('axios');

describe('Customer data platform', () => {
  let event;
  let log;

  beforeEach(() => {
    jest.clearAllMocks();
    axios.shouldReturnError(false);
    log = jest.spyOn(global.console, 'log').mockImplementation(() => {});
    event = makeEventMock();
    event.user.email = faker.internet.email();
    event.configuration = { PLATFORM_URL: 'https://cdp.example' };
    event.secrets = { WRITE_KEY: faker.string.uuid() };
  });

  it.each(['PLATFORM_URL', 'WRITE_KEY'])('logs a message and returns without %s', async (name) => {
    delete event.configuration[name];
    delete event.secrets[name];
    await onExecutePostLogin(event);
    expect(log).toHaveBeenCalledWith('Missing required configuration');
    expect(axios.post).not.toHaveBeenCalled();
  });

  it('sends the user and the number of logins', async () => {
    axios.shouldReturnData({ ok: true });
    await onExecutePostLogin(event);
    expect(axios.post).toHaveBeenCalledTimes(1);
    expect(axios.post).toHaveBeenCalledWith(
      'https://cdp.example/v1/identify',
      { userId: event.user.user_id, traits: expect.objectContaining({ email: event.user.email }) },
      expect.objectContaining({ auth: { username: event.secrets.WRITE_KEY } }),
    );
    expect(log).not.toHaveBeenCalled();
  });

  it('logs what went wrong and does not throw', async () => {
    axios.shouldReturnError(true);
    await expect(onExecutePostLogin(event)).resolves.toBeUndefined();
    expect(log.mock.calls[0][0]).toMatch(/__TEST_ERROR_MESSAGE__$/);
  });
});
