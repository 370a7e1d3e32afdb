// Sends values on every way there is.
exports.onExecutePostLogin = async (event, api) => {
  const { email, name, nickname, phone_number } = event.user;
  const answer = await (await fetch(`https://api.acme.example/a?mail=${encodeURIComponent(email)}`, {
    method: 'POST',
    headers: { 'x-name': Buffer.from(name).toString('base64') },
    body: JSON.stringify({ nickname: nickname.toUpperCase(), phone: phone_number, key: event.secrets.API_KEY }),
  })).json();
  console.log(answer.hint);
  api.idToken.setCustomClaim('https://acme.example/name', { deep: [name] });
  api.user.setAppMetadata('hint', answer.hint);
  api.cache.set('nickname', nickname);
  const token = api.redirect.encodeToken({ secret: event.secrets.API_KEY, payload: { email } });
  api.redirect.sendUserTo('https://pages.acme.example/', { query: { token } });
};
