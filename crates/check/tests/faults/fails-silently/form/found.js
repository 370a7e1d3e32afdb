// What the customer has to enter is missing, and nothing says so.
//: cell configuration.CLAIM.missing
exports.onExecutePostLogin = async (event, api) => {
  const { CLAIM, LABEL } = event.configuration;
  if (CLAIM) api.idToken.setCustomClaim(CLAIM, LABEL ?? 'member');
};
