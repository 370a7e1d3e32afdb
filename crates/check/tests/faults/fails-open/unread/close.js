// The status is the answer, and nobody reads the body.
exports.onExecutePostLogin = async (event, api) => {
  const response = await fetch('https://api.acme.example/may', { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  if (!response?.ok) api.access.deny('This login was refused.');
};
