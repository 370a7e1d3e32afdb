// Tests of the template.

const { makeEventMock } = require('../__mocks__/event-pre-user-registration');
const { apiMock } = require('../__mocks__/api-pre-user-registration');
const { onExecutePreUserRegistration } = require('./integration.action');

describe('Action integration', () => {
  let consoleLogMock;
  let event;

  beforeEach(() => {
    jest.clearAllMocks();
    consoleLogMock = jest.spyOn(global.console, 'log').mockImplementation(() => {});
    event = makeEventMock();
    event.configuration = { EXAMPLE: 'value' };
    event.secrets = { EXAMPLE_SECRET: 'secret' };
  });

  afterEach(() => {
    consoleLogMock.mockRestore();
  });

  it('should not throw', async () => {
    await expect(onExecutePreUserRegistration(event, apiMock)).resolves.not.toThrow();
  });
});
