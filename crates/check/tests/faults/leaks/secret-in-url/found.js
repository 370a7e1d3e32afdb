// A URL is logged on its way.
//: cell success
exports.onExecutePostLogin = async (event) => {
  const key = Buffer.from(`acme:${event.secrets.API_KEY}`).toString('base64');
  await fetch(`https://api.acme.example/seen?key=${encodeURIComponent(key)}`, { signal: AbortSignal.timeout(2000) });
};
