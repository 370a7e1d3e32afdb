// A token is made with a secret and does not hold it.
exports.onExecutePostLogin = async (event, api) => {
  const token = api.redirect.encodeToken({
    secret: event.secrets.PAGE_SECRET,
    payload: { key: 'of the page', mail: event.user.email },
  });
  api.redirect.sendUserTo('https://pages.acme.example/terms', { query: { session_token: token } });
};

exports.onContinuePostLogin = async (event, api) => {
  api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
};
