// A claim from configuration.

/**
 * Runs after each login, before tokens are issued.
 *
 * @param {Event} event - Who signs in, and how the customer configured this integration.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onExecutePostLogin = async (event, api) => {
  const { CLAIM_NAME, CLAIM_VALUE } = event.configuration;
  if (!CLAIM_NAME) {
    console.log('CLAIM_NAME is not configured, no claim was set.');
    return;
  }

  api.idToken.setCustomClaim(CLAIM_NAME, CLAIM_VALUE);
};
