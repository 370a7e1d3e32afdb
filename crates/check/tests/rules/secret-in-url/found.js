// A key in an address.
exports.onExecutePostLogin = async (event) => {
  await fetch(`https://api.acme.com/v1?key=${event.secrets.KEY}`, { signal: AbortSignal.timeout(3000) }); //~
};
