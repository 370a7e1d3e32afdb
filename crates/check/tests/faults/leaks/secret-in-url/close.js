// A header is not.
exports.onExecutePostLogin = async (event) => {
  const key = Buffer.from(`acme:${event.secrets.API_KEY}`).toString('base64');
  await fetch('https://api.acme.example/seen?key=header', {
    headers: { authorization: `Basic ${key}` },
    signal: AbortSignal.timeout(2000),
  });
};
