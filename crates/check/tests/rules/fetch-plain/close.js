// A claim whose name looks like an address, and a request over https.
exports.onExecutePostLogin = async (event, api) => {
  api.idToken.setCustomClaim('http://acme.com/claims/plan', 1);
  await fetch('https://api.acme.com/http://', { signal: AbortSignal.timeout(3000) });
};
