// Tests of the example.

const axios = require('axios');
const { makeEventMock, eventMock } = require('../__mocks__/event-post-login');
const { apiMock } = require('../__mocks__/api-post-login');
const { onExecutePostLogin } = require('./integration.action');

jest.mock('axios');

describe('Risk score', () => {
  let mockEvent;
  beforeEach(() => {
    jest.clearAllMocks();
    jest.spyOn(global.console, 'log').mockImplementation(() => {});
    axios.shouldReturnError(false);
    mockEvent = {
      ...makeEventMock(),
      configuration: { RISK_URL: 'https://risk.example/score' },
      secrets: { RISK_KEY: 'key' },
    };
  });

  it('has an event in the older form as well', () => {
    expect(Object.keys(eventMock).sort()).toEqual(Object.keys(makeEventMock()).sort());
    expect(makeEventMock()).not.toBe(makeEventMock());
  });

  it('logs a message and returns when configuration is missing', async () => {
    mockEvent.secrets = {};
    await onExecutePostLogin(mockEvent, apiMock);
    expect(console.log).toHaveBeenCalledWith('Missing required configuration');
  });

  it.each([[10, false], [70, false], [71, true]])('with a score of %i denies: %p', async (score, isDenied) => {
    axios.shouldReturnData({ score });
    await onExecutePostLogin(mockEvent, apiMock);
    expect(apiMock.idToken.setCustomClaim).toHaveBeenCalledWith('https://risk.example/score', score);
    expect(apiMock.access.deny.mock.calls.length > 0).toBe(isDenied);
  });

  it('does not deny when the service fails', async () => {
    axios.shouldReturnError(true);
    await onExecutePostLogin(mockEvent, apiMock);
    expect(console.log).toHaveBeenCalledWith(expect.stringContaining('__TEST_ERROR_MESSAGE__'));
    expect(apiMock.access.deny).not.toHaveBeenCalled();
  });

  it('denies when the score is required and the service fails', async () => {
    axios.shouldReturnError(true);
    mockEvent.client.metadata.RISK_SCORE_REQUIRED = 'true';
    await onExecutePostLogin(mockEvent, apiMock);
    expect(apiMock.access.deny).toHaveBeenCalledTimes(1);
  });
});
