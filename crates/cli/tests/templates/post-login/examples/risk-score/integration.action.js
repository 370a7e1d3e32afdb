// Asks a service how risky a login is.

const axios = require('axios');

/**
 * @param {Event} event - Who signs in.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onExecutePostLogin = async (event, api) => {
  const { RISK_URL, MOST_RISK = '70' } = event.configuration;
  if (!RISK_URL || !event.secrets.RISK_KEY) {
    console.log('Missing required configuration');
    return;
  }
  const isRequired = event.client.metadata.RISK_SCORE_REQUIRED === 'true';
  try {
    const { data } = await axios.get(RISK_URL, {
      params: { ip: event.request.ip, user: event.user.user_id },
      headers: { 'x-api-key': event.secrets.RISK_KEY },
    });
    api.idToken.setCustomClaim('https://risk.example/score', data.score);
    if (data.score > Number(MOST_RISK)) api.access.deny('This login is too risky.');
  } catch (error) {
    console.log(`No score: ${error.message}`);
    if (isRequired) api.access.deny('The risk of this login is not known.');
  }
};
