// A claim is missing, and nothing says so.
//: cell service.timeout
exports.onExecutePostLogin = async (event, api) => {
  try {
    const response = await fetch('https://api.acme.example/plan', { signal: AbortSignal.timeout(2000) });
    const answer = await response.json();
    api.idToken.setCustomClaim('https://acme.example/plan', answer.plan);
  } catch {}
};
