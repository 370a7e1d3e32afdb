// Tests: the member's plan as a claim.

const { makeEventMock } = require('../__mocks__/event-post-login');
const { apiMock } = require('../__mocks__/api-post-login');
const { onExecutePostLogin } = require('./integration.action');

const CLAIM = 'https://shop.example/plan';

describe('Member plan', () => {
  let event;

  beforeEach(() => {
    jest.clearAllMocks();
    event = makeEventMock();
    event.configuration = { CLAIM_NAME: CLAIM, DEFAULT_PLAN: 'free' };
    event.user.app_metadata = {};
  });

  it('sets the plan of the member in both tokens', async () => {
    event.user.app_metadata.plan = 'gold';
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.idToken.setCustomClaim).toHaveBeenCalledWith(CLAIM, 'gold');
    expect(apiMock.accessToken.setCustomClaim).toHaveBeenCalledWith(CLAIM, 'gold');
  });

  it('takes the default for a member without a plan', async () => {
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.idToken.setCustomClaim).toHaveBeenCalledWith(CLAIM, 'free');
  });

  it('sets nothing and says so while the claim has no name', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    delete event.configuration.CLAIM_NAME;
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.idToken.setCustomClaim).not.toHaveBeenCalled();
    expect(log).toHaveBeenCalledWith(expect.stringContaining('CLAIM_NAME'));
  });
});
