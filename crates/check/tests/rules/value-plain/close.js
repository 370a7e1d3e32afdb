// A name that looks like an address: nothing goes there.
exports.onExecutePostLogin = async (event, api) => {
  await fetch(event.configuration.SERVICE_URL, { signal: AbortSignal.timeout(3000) });
  api.idToken.setCustomClaim(event.configuration.CLAIM, true);
};
