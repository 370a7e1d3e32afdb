// Tests: a consent page between sign-in and application.

const { makeEventMock } = require('../__mocks__/event-post-login');
const { apiMock } = require('../__mocks__/api-post-login');
const { onExecutePostLogin, onContinuePostLogin } = require('./integration.action');

const PAGE_URL = 'https://consent.example/agree';

describe('Consent page', () => {
  let event;

  beforeEach(() => {
    jest.clearAllMocks();
    jest.spyOn(console, 'log').mockImplementation(() => {});
    event = makeEventMock();
    event.secrets = { PAGE_SECRET: 'secret-of-a-test' };
    event.configuration = { TERMS_VERSION: '2', PAGE_URL };
    event.client.metadata = { consent: 'required' };
    event.user.app_metadata = {};
    apiMock.redirect.encodeToken.mockReturnValue('signed');
  });

  it('leaves applications alone that require no consent', async () => {
    event.client.metadata = {};
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.redirect.sendUserTo).not.toHaveBeenCalled();
  });

  it('sends who has not agreed to the page, with a signed token', async () => {
    event.user.app_metadata.consent_version = '1';
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.redirect.encodeToken).toHaveBeenCalledWith({
      secret: 'secret-of-a-test',
      payload: { version: '2' },
      expiresInSeconds: 600,
    });
    expect(apiMock.redirect.sendUserTo).toHaveBeenCalledWith(PAGE_URL, { query: { session_token: 'signed' } });
  });

  it('does not ask twice', async () => {
    event.user.app_metadata.consent_version = '2';
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.redirect.sendUserTo).not.toHaveBeenCalled();
    expect(apiMock.access.deny).not.toHaveBeenCalled();
  });

  it('refuses while it is not configured', async () => {
    event.secrets = {};
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.access.deny).toHaveBeenCalledTimes(1);
  });

  it('keeps the version a user has agreed to', async () => {
    apiMock.redirect.validateToken.mockReturnValue({ version: '2', consent: 'given' });
    await onContinuePostLogin(event, apiMock);
    expect(apiMock.user.setAppMetadata).toHaveBeenCalledWith('consent_version', '2');
    expect(apiMock.access.deny).not.toHaveBeenCalled();
  });

  it.each([
    ['says no', () => ({ version: '2', consent: 'refused' })],
    ['is about another version', () => ({ version: '1', consent: 'given' })],
    ['is forged', () => {
      throw new Error('The session token is invalid: Failed signature validation');
    }],
  ])('refuses when the answer %s', async (_, read) => {
    apiMock.redirect.validateToken.mockImplementation(read);
    await onContinuePostLogin(event, apiMock);
    expect(apiMock.access.deny).toHaveBeenCalledTimes(1);
    expect(apiMock.user.setAppMetadata).not.toHaveBeenCalled();
  });
});
