// An id in the address, the rest in the body.
exports.onExecutePostLogin = async (event, api) => {
  const { email, user_id: id } = event.user;
  const body = JSON.stringify({ email });
  await fetch(`https://api.acme.com/users/${id}`, { method: 'POST', body, signal: AbortSignal.timeout(1) });
  const token = api.redirect.encodeToken({ secret: event.secrets.KEY, payload: { id } });
  api.redirect.sendUserTo('https://pages.acme.com', { query: { token } });
};
exports.onContinuePostLogin = async () => {};
