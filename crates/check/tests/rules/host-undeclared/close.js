// Below a name that is declared, and an address nothing is sent to.
exports.onExecutePostLogin = async (event, api) => {
  await fetch('https://eu.api.acme.com', { signal: AbortSignal.timeout(3000) });
  api.idToken.setCustomClaim('https://acme.com/plan', 1);
};
