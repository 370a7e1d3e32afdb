// The token is made and nobody is sent anywhere.
exports.onExecutePostLogin = async (event, api) => {
  if (api.redirect.canRedirect()) {
    const token = api.redirect.encodeToken({ secret: event.secrets.KEY, payload: {} });
    api.cache.set('token', token);
  }
};
