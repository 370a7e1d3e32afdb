// The member's plan as a claim.

/**
 * Puts the member's plan into both tokens, or the default plan for members who have none.
 *
 * @param {Event} event - Who signs in, and how the customer configured this integration.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onExecutePostLogin = async (event, api) => {
  const claim = event.configuration.CLAIM_NAME;
  if (!claim) {
    console.log('Member plan: CLAIM_NAME is not configured, no claim was set.');
    return;
  }

  const plan = event.user.app_metadata.plan ?? event.configuration.DEFAULT_PLAN ?? 'free';
  api.idToken.setCustomClaim(claim, plan);
  api.accessToken.setCustomClaim(claim, plan);
};
