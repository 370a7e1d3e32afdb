// Sends users whose identity was never verified to a service that does it, once.

const CLAIM = 'https://verification.example/verified';

/**
 * @param {Event} event - Who signs in.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onExecutePostLogin = async (event, api) => {
  const { SERVICE_URL } = event.configuration;
  const { SHARED_SECRET } = event.secrets;
  if (!SERVICE_URL || !SHARED_SECRET) {
    console.log('Missing required configuration');
    return;
  }
  if (event.user.app_metadata.identity_verified) {
    api.idToken.setCustomClaim(CLAIM, true);
    return;
  }
  if (!api.redirect.canRedirect()) {
    if (event.client.metadata.VERIFICATION_REQUIRED === 'true') api.access.deny('Verification is required.');
    return;
  }
  const token = api.redirect.encodeToken({ secret: SHARED_SECRET, payload: { user_id: event.user.user_id } });
  api.redirect.sendUserTo(SERVICE_URL, { query: { session_token: token } });
};

/**
 * @param {Event} event - Who comes back.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onContinuePostLogin = async (event, api) => {
  let payload;
  try {
    payload = api.redirect.validateToken({ secret: event.secrets.SHARED_SECRET, tokenParameterName: 'session_token' });
  } catch (error) {
    console.log(`The answer is not sound: ${error.message}`);
    api.access.deny('Verification failed.');
    return;
  }
  if (payload.verified !== true) {
    api.access.deny('Verification failed.');
    return;
  }
  api.user.setAppMetadata('identity_verified', true);
  api.idToken.setCustomClaim(CLAIM, true);
};
