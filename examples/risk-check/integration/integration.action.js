// A risk service is asked about each login.

const REFUSED = 'This login was refused for your protection. Please contact support.';
const UNAVAILABLE = 'We cannot check this login right now. Please try again in a minute.';
const TIMEOUT_MS = 3000;

/**
 * Asks the risk service about the login. What happens when it cannot be asked is the customer's choice (ON_FAILURE);
 * unless that says "allow", the login is refused.
 *
 * @param {Event} event - Who signs in, and how the customer configured this integration.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onExecutePostLogin = async (event, api) => {
  const level = await askForRisk(event);
  if (level === 'low' || level === 'medium') return;
  if (level === 'high') {
    api.access.deny(REFUSED);
    return;
  }

  console.log('Risk check: the service gave no level of risk.');
  if (event.configuration.ON_FAILURE === 'allow') return;
  api.access.deny(UNAVAILABLE);
};

/** The level of risk; undefined when the service gave none. */
const askForRisk = async (event) => {
  const { API_KEY } = event.secrets;
  const { SERVICE_URL } = event.configuration;
  if (!API_KEY || !SERVICE_URL) return undefined;

  try {
    const response = await fetch(new URL('/risk', SERVICE_URL), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}` },
      body: JSON.stringify({
        account: event.user.user_id,
        ip: event.request.ip,
        device: event.request.user_agent,
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) return undefined;
    const answer = await response.json();
    return answer.level;
  } catch {
    return undefined;
  }
};
