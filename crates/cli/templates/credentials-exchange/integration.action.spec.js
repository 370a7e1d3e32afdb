// Tests: the client's name as a claim.

const { makeEventMock } = require('../__mocks__/event-client-credentials');
const { apiMock } = require('../__mocks__/api-client-credentials');
const { onExecuteCredentialsExchange } = require('./integration.action');

describe('onExecuteCredentialsExchange', () => {
  let event;

  beforeEach(() => {
    jest.clearAllMocks();
    jest.spyOn(console, 'log').mockImplementation(() => {});
    event = makeEventMock();
    event.configuration = { CLAIM_NAME: 'https://example.com/client' };
    event.client.name = 'Nightly job';
  });

  it('puts the name of the client into the token', async () => {
    await onExecuteCredentialsExchange(event, apiMock);
    expect(apiMock.accessToken.setCustomClaim).toHaveBeenCalledWith('https://example.com/client', 'Nightly job');
  });

  it('says so while the claim has no name', async () => {
    event.configuration = {};
    await onExecuteCredentialsExchange(event, apiMock);
    expect(apiMock.accessToken.setCustomClaim).not.toHaveBeenCalled();
    expect(console.log).toHaveBeenCalledTimes(1);
  });
});
