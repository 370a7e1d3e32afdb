// Tests of the example.

const { faker } = require('@faker-js/faker');
const { makeEventMock } = require('../__mocks__/event-post-login');
const { apiMock } = require('../__mocks__/api-post-login');
const handlers = require('./integration.action');

let event;
let log;
beforeEach(() => {
  jest.clearAllMocks();
  log = jest.spyOn(console, 'log').mockImplementation();
  event = makeEventMock();
  event.configuration.LINK_URL = 'https://link.example';
  event.secrets.LINK_SECRET = faker.string.alphanumeric(20);
  apiMock.redirect.canRedirect.mockReturnValue(true);
  apiMock.redirect.encodeToken.mockReturnValue('signed');
});
afterEach(() => log.mockRestore());

test('without configuration it only logs', async () => {
  event.configuration = {};
  await handlers.onExecutePostLogin(event, apiMock);
  expect(log).toHaveBeenNthCalledWith(1, 'Missing required configuration');
  expect(apiMock.redirect.sendUserTo).toHaveBeenCalledTimes(0);
});

test('sends the user to the service with a short-lived token', async () => {
  await handlers.onExecutePostLogin(event, apiMock);
  const [[options]] = apiMock.redirect.encodeToken.mock.calls;
  expect(options).toMatchObject({ expiresInSeconds: 60, payload: { email: event.user.email } });
  expect(options).toHaveProperty('payload.continue_uri', expect.stringMatching(/^https:\/\/[^/]+\/continue$/));
  expect(apiMock.redirect.sendUserTo).toHaveBeenCalledWith('https://link.example', { query: { session_token: 'signed' } });
});

test.each([
  ['has linked already', (one) => { one.user.app_metadata.external_id = 'x'; }],
  ['refreshes a token', (one) => { one.transaction.protocol = 'oauth2-refresh-token'; }],
  ['cannot be redirected', () => apiMock.redirect.canRedirect.mockReturnValue(false)],
])('does nothing for a user who %s', async (_, prepare) => {
  prepare(event);
  await handlers.onExecutePostLogin(event, apiMock);
  expect(apiMock.redirect.sendUserTo).not.toHaveBeenCalled();
});

describe('coming back', () => {
  test('keeps the id', async () => {
    const external_id = faker.string.uuid();
    apiMock.redirect.validateToken.mockReturnValueOnce({ external_id });
    await handlers.onContinuePostLogin(event, apiMock);
    expect(apiMock.user.setAppMetadata).toHaveBeenCalledWith('external_id', external_id);
    expect(apiMock.accessToken.setCustomClaim).toHaveBeenCalledWith(expect.any(String), external_id);
  });

  test('does not deny on a failed optional call', async () => {
    apiMock.redirect.validateToken.mockImplementationOnce(() => {
      throw new TypeError('no token');
    });
    await handlers.onContinuePostLogin(event, apiMock);
    expect(apiMock.access.deny).not.toHaveBeenCalled();
    expect(log.mock.lastCall).toStrictEqual(['no token']);
  });
});
