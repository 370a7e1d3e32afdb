// The code of a message is as good as the phone.
//: trigger send-phone-message
//: cell service.timeout
exports.onExecuteSendPhoneMessage = async (event) => {
  const { recipient, text } = event.message_options;
  try {
    await fetch('https://sms.acme.example/messages', {
      method: 'POST',
      body: JSON.stringify({ to: recipient, text }),
      signal: AbortSignal.timeout(2000),
    });
  } catch (error) {
    console.error('SMS: not sent', text, error.name);
    throw error;
  }
};
