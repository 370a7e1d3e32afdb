// Tests of the template.

const { makeEventMock } = require('../__mocks__/event-phone-message');
const { onExecuteSendPhoneMessage } = require('./integration.action');

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
    event.client.client_id = 'client-1';
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await onExecuteSendPhoneMessage(event);
    expect(log).toHaveBeenCalledTimes(1);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('client-1'));
  });
});
