// Tells a customer data platform of each login.

const axios = require('axios');

/**
 * Sends who signed in where. A platform that cannot be reached is no reason to refuse a login.
 *
 * @param {Event} event - Who signs in.
 */
exports.onExecutePostLogin = async (event) => {
  const { PLATFORM_URL } = event.configuration;
  const { WRITE_KEY } = event.secrets;
  if (!PLATFORM_URL || !WRITE_KEY) {
    console.log('Missing required configuration');
    return;
  }
  try {
    await axios.post(
      `${PLATFORM_URL}/v1/identify`,
      { userId: event.user.user_id, traits: { email: event.user.email, logins: event.stats.logins_count } },
      { auth: { username: WRITE_KEY }, timeout: 3000 },
    );
  } catch (error) {
    console.log(`The platform was not told: ${error.message}`);
  }
};
