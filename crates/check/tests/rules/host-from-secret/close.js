// A secret in a header, the host from the configuration.
exports.onExecutePostLogin = async (event) => {
  const headers = { authorization: `Bearer ${event.secrets.KEY}` };
  await fetch(`https://${event.configuration.HOST}/v1`, { headers, signal: AbortSignal.timeout(3000) });
};
