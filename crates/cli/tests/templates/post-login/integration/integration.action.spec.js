// Tests of the template.

const { makeEventMock } = require('../__mocks__/event-post-login');
const { apiMock } = require('../__mocks__/api-post-login');
const { onExecutePostLogin } = require('./integration.action');

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
    await expect(onExecutePostLogin(event, apiMock)).resolves.not.toThrow();
  });
});
