// Tests: hands messages to a service that sends them.

const { makeEventMock } = require('../__mocks__/event-phone-message');
const { onExecuteSendPhoneMessage } = require('./integration.action');

describe('onExecuteSendPhoneMessage', () => {
  let event;
  let sent;

  beforeEach(() => {
    jest.restoreAllMocks();
    jest.spyOn(console, 'log').mockImplementation(() => {});
    sent = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('{}'));
    event = makeEventMock();
    event.secrets = { API_KEY: 'key-of-a-test' };
    event.configuration = { SERVICE_URL: 'https://sms.example/messages', SENDER: 'Example', DEBUG: 'true' };
    event.message_options = { recipient: '+15550100', text: 'Your code is 123456' };
  });

  it('hands the message to the service', async () => {
    await onExecuteSendPhoneMessage(event);
    const [url, init] = sent.mock.calls[0];
    expect(url).toBe('https://sms.example/messages');
    expect(JSON.parse(init.body)).toEqual({ from: 'Example', to: '+15550100', text: 'Your code is 123456' });
  });

  it('says so, when asked to, while it is not configured', async () => {
    event.configuration = { DEBUG: 'true' };
    await onExecuteSendPhoneMessage(event);
    expect(sent).not.toHaveBeenCalled();
    expect(console.log).toHaveBeenCalledTimes(1);
  });

  it('says so when the service does not take it', async () => {
    sent.mockResolvedValue(new Response('', { status: 503 }));
    await onExecuteSendPhoneMessage(event);
    expect(console.log).toHaveBeenCalledTimes(1);
  });
});
