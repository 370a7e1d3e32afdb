// The status is the answer; who gets none is let in.
//: cell service.timeout
exports.onExecutePostLogin = async (event, api) => {
  const response = await fetch('https://api.acme.example/may', { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  if (response?.status === 403) api.access.deny('This login was refused.');
};
