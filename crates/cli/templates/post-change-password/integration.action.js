// Tells a service of changed passwords.

const TIMEOUT_MS = 5000;

/**
 * Runs when a password was changed. Nobody waits for it.
 *
 * @param {Event} event - Who it is, and how the customer configured this integration.
 */
exports.onExecutePostChangePassword = async (event) => {
  const { SERVICE_URL, DEBUG } = event.configuration;
  const { API_KEY } = event.secrets;
  if (!SERVICE_URL || !API_KEY) {
    if (DEBUG === 'true') console.log('SERVICE_URL or API_KEY is missing, the service was not told.');
    return;
  }

  try {
    const response = await fetch(SERVICE_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
      body: JSON.stringify({ user: event.user.user_id }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok && DEBUG === 'true') console.log('The service did not take the message.');
  } catch {
    if (DEBUG === 'true') console.log('The service could not be reached.');
  }
};
