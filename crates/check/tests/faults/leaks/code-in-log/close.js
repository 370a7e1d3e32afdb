// What became of a message is printed, and not the message.
//: trigger send-phone-message
exports.onExecuteSendPhoneMessage = async (event) => {
  const { recipient, text } = event.message_options;
  try {
    await fetch('https://sms.acme.example/messages', {
      method: 'POST',
      body: JSON.stringify({ to: recipient, text }),
      signal: AbortSignal.timeout(2000),
    });
  } catch (error) {
    console.error('SMS: not sent', text.length, error.name);
    throw error;
  }
};
