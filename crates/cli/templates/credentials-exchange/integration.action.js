// The client's name as a claim.

/**
 * Runs when a machine asks for an access token, before it is issued.
 *
 * @param {Event} event - Which client asks for what, and how the customer configured this integration.
 * @param {CredentialsExchangeAPI} api - What the exchange may be asked to do.
 */
exports.onExecuteCredentialsExchange = async (event, api) => {
  const { CLAIM_NAME } = event.configuration;
  if (!CLAIM_NAME) {
    console.log('CLAIM_NAME is not configured, no claim was set.');
    return;
  }

  api.accessToken.setCustomClaim(CLAIM_NAME, event.client.name);
};
