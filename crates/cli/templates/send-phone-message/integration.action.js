// Hands messages to a service that sends them.

const TIMEOUT_MS = 5000;

/**
 * Sends a message to a phone.
 *
 * @param {Event} event - To whom which message goes, and how the customer configured this integration.
 */
exports.onExecuteSendPhoneMessage = async (event) => {
  const { SERVICE_URL, SENDER, DEBUG } = event.configuration;
  const { API_KEY } = event.secrets;
  if (!SERVICE_URL || !SENDER || !API_KEY) {
    if (DEBUG === 'true') console.log('SERVICE_URL, SENDER or API_KEY is missing, no message was sent.');
    return;
  }
  const { recipient, text } = event.message_options;

  const response = await fetch(SERVICE_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify({ from: SENDER, to: recipient, text }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok && DEBUG === 'true') console.log('The service did not take the message.');
};
