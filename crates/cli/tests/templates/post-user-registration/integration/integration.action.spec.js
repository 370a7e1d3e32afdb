// Tests of the template.

const { makeEventMock } = require('../__mocks__/event-post-user-registration');
const { onExecutePostUserRegistration } = require('./integration.action');

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
    await expect(onExecutePostUserRegistration(event)).resolves.not.toThrow();
  });
});
