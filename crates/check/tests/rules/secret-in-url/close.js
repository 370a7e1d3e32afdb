// A key in a header, and a configuration item in the address.
exports.onExecutePostLogin = async (event) => {
  const headers = { authorization: event.secrets.KEY };
  await fetch(`https://api.acme.com/v1?mode=${event.configuration.MODE}`, { headers, signal: AbortSignal.timeout(1) });
};
