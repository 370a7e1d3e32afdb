// Tests of the example.

const { makeEventMock } = require('../__mocks__/event-post-login');
const { apiMock } = require('../__mocks__/api-post-login');
const { onExecutePostLogin, onContinuePostLogin } = require('./integration.action');

const CLAIM = 'https://verification.example/verified';

describe('Identity verification', () => {
  const consoleLogMock = jest.fn();
  let event;

  beforeEach(() => {
    jest.resetAllMocks();
    jest.spyOn(global.console, 'log').mockImplementation(consoleLogMock);
    event = makeEventMock();
    event.configuration = { SERVICE_URL: 'https://verify.example/start' };
    event.secrets = { SHARED_SECRET: 'shared' };
    event.user.app_metadata = {};
    event.client.metadata = {};
  });

  describe('onExecutePostLogin', () => {
    it('logs a message and returns when configuration is missing', async () => {
      event.configuration = {};
      await onExecutePostLogin(event, apiMock);
      expect(consoleLogMock).toHaveBeenLastCalledWith('Missing required configuration');
      expect(apiMock.redirect.sendUserTo).not.toHaveBeenCalled();
    });

    it('sets the claim of a user who was verified', async () => {
      event.user.app_metadata.identity_verified = true;
      await onExecutePostLogin(event, apiMock);
      expect(apiMock.idToken.setCustomClaim.mock.calls).toEqual([[CLAIM, true]]);
      expect(apiMock.redirect.canRedirect).not.toHaveBeenCalled();
    });

    it('redirects with a signed token', async () => {
      apiMock.redirect.canRedirect.mockReturnValueOnce(true);
      apiMock.redirect.encodeToken.mockReturnValue('the token');
      await onExecutePostLogin(event, apiMock);
      expect(apiMock.redirect.encodeToken).toHaveBeenCalledWith({ secret: 'shared', payload: { user_id: event.user.user_id } });
      expect(apiMock.redirect.sendUserTo).toHaveBeenCalledWith('https://verify.example/start', { query: { session_token: 'the token' } });
      expect(apiMock.redirect.sendUserTo).toHaveBeenCalledTimes(1);
    });

    it.each`
      required     | denials
      ${'true'}    | ${1}
      ${'false'}   | ${0}
      ${undefined} | ${0}
    `('denies $denials times where it cannot redirect and required is $required', async ({ required, denials }) => {
      event.client.metadata.VERIFICATION_REQUIRED = required;
      await onExecutePostLogin(event, apiMock);
      expect(apiMock.access.deny).toHaveBeenCalledTimes(denials);
    });
  });

  describe('onContinuePostLogin', () => {
    it('denies on a token that is not sound', async () => {
      apiMock.redirect.validateToken.mockImplementation(() => {
        throw new Error('bad signature');
      });
      await onContinuePostLogin(event, apiMock);
      expect(apiMock.access.deny).toHaveBeenCalledWith('Verification failed.');
      expect(consoleLogMock).toHaveBeenCalledWith(expect.stringContaining('bad signature'));
    });

    it('denies when the user was not verified', async () => {
      apiMock.redirect.validateToken.mockReturnValue({ verified: false });
      await onContinuePostLogin(event, apiMock);
      expect(apiMock.access.deny).toHaveBeenCalled();
      expect(apiMock.user.setAppMetadata).not.toHaveBeenCalled();
    });

    it('keeps that the user was verified', async () => {
      apiMock.redirect.validateToken.mockReturnValue({ verified: true });
      await onContinuePostLogin(event, apiMock);
      expect(apiMock.user.setAppMetadata).toHaveBeenCalledWith('identity_verified', true);
      expect(apiMock.idToken.setCustomClaim).toHaveBeenCalledWith(CLAIM, true);
    });
  });
});
