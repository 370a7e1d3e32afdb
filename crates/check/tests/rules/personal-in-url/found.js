// Who it is stands in an address.
exports.onExecutePostLogin = async (event, api) => {
  const { email } = event.user;
  await fetch(`https://api.acme.com/users?email=${encodeURIComponent(email)}`, { signal: AbortSignal.timeout(1) }); //~
  const url = new URL('https://api.acme.com/users');
  url.searchParams.set('ip', event.request.ip); //~
  const token = api.redirect.encodeToken({ secret: event.secrets.KEY, payload: { email } }); //~
  api.redirect.sendUserTo('https://pages.acme.com', { query: { token } });
};
exports.onContinuePostLogin = async () => {};
