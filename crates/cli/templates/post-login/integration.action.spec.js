// Tests: a claim from configuration.

const { makeEventMock } = require('../__mocks__/event-post-login');
const { apiMock } = require('../__mocks__/api-post-login');
const { onExecutePostLogin } = require('./integration.action');

describe('onExecutePostLogin', () => {
  let event;

  beforeEach(() => {
    jest.clearAllMocks();
    jest.spyOn(console, 'log').mockImplementation(() => {});
    event = makeEventMock();
    event.configuration = { CLAIM_NAME: 'https://example.com/greeting', CLAIM_VALUE: 'hello' };
  });

  it('sets the claim', async () => {
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.idToken.setCustomClaim).toHaveBeenCalledWith('https://example.com/greeting', 'hello');
  });

  it('says so while the claim has no name', async () => {
    event.configuration = {};
    await onExecutePostLogin(event, apiMock);
    expect(apiMock.idToken.setCustomClaim).not.toHaveBeenCalled();
    expect(console.log).toHaveBeenCalledTimes(1);
  });
});
