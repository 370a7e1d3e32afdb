// A path that the request brings.
exports.onExecutePostLogin = async (event) => {
  const path = encodeURIComponent(event.request.query.path);
  await fetch(`https://api.acme.com/${path}`, { signal: AbortSignal.timeout(3000) });
};
