// Tests of the template.

const { makeEventMock } = require('../__mocks__/event-post-password-change');
const { onExecutePostChangePassword } = require('./integration.action');

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
    await expect(onExecutePostChangePassword(event)).resolves.not.toThrow();
  });
});
