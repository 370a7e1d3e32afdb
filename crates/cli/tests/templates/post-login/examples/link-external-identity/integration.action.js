// Asks users to link their account at another service, and remembers which it is.

/**
 * @param {Event} event - Who signs in.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onExecutePostLogin = async (event, api) => {
  const { LINK_URL } = event.configuration;
  if (!LINK_URL) {
    console.log('Missing required configuration');
    return;
  }
  const isFirstParty = event.transaction?.protocol !== 'oauth2-refresh-token';
  if (event.user.app_metadata.external_id || !isFirstParty || !api.redirect.canRedirect()) return;
  const session_token = api.redirect.encodeToken({
    secret: event.secrets.LINK_SECRET,
    expiresInSeconds: 60,
    payload: { email: event.user.email, continue_uri: `https://${event.request.hostname}/continue` },
  });
  api.redirect.sendUserTo(LINK_URL, { query: { session_token } });
};

/**
 * @param {Event} event - Who comes back.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onContinuePostLogin = async (event, api) => {
  try {
    const { external_id } = api.redirect.validateToken({ secret: event.secrets.LINK_SECRET });
    api.user.setAppMetadata('external_id', external_id);
    api.accessToken.setCustomClaim('https://link.example/id', external_id);
  } catch (error) {
    console.log(error.message);
  }
};
