// A token is signed, and everybody can read it.
//: cell success
exports.onExecutePostLogin = async (event, api) => {
  const token = api.redirect.encodeToken({
    secret: event.secrets.PAGE_SECRET,
    payload: { key: event.secrets.API_KEY },
  });
  api.redirect.sendUserTo('https://pages.acme.example/terms', { query: { session_token: token } });
};

exports.onContinuePostLogin = async (event, api) => {
  api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
};
