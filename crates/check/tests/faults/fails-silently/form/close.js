// What need not be entered may be missing.
exports.onExecutePostLogin = async (event, api) => {
  const { CLAIM, LABEL } = event.configuration;
  if (!CLAIM) {
    console.log('Label: CLAIM is not configured.');
    return;
  }
  api.idToken.setCustomClaim(CLAIM, LABEL ?? 'member');
};
