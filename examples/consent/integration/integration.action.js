// A consent page between sign-in and application.

const NOT_GIVEN = 'You cannot sign in to this application without agreeing to its terms.';
const NOT_CONFIRMED = 'Your consent could not be confirmed. Please sign in again.';
const TOKEN_LIFETIME_S = 600;

/**
 * Sends users of applications marked `consent = required` to the consent page, once for each version of the terms.
 * Without a browser to send, the redirect itself makes the login fail: nobody passes by a silent login or a refresh.
 *
 * @param {Event} event - Who signs in, and how the customer configured this integration.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onExecutePostLogin = async (event, api) => {
  const { TERMS_VERSION, PAGE_URL } = event.configuration;
  if (event.client.metadata.consent !== 'required') return;
  if (!TERMS_VERSION || !PAGE_URL || !event.secrets.PAGE_SECRET) {
    console.log('Consent page: it is not configured, so nobody can agree.');
    api.access.deny(NOT_CONFIRMED);
    return;
  }
  if (event.user.app_metadata.consent_version === TERMS_VERSION) return;

  const token = api.redirect.encodeToken({
    secret: event.secrets.PAGE_SECRET,
    payload: { version: TERMS_VERSION },
    expiresInSeconds: TOKEN_LIFETIME_S,
  });
  api.redirect.sendUserTo(PAGE_URL, { query: { session_token: token } });
};

/**
 * Reads the page's signed answer.
 *
 * @param {Event} event - The same login, with the request that came back.
 * @param {PostLoginAPI} api - What a login may be asked to do.
 */
exports.onContinuePostLogin = async (event, api) => {
  const { TERMS_VERSION } = event.configuration;
  const answer = readAnswer(event, api);
  if (answer === undefined || answer.version !== TERMS_VERSION) {
    console.log('Consent page: the answer is not valid.');
    api.access.deny(NOT_CONFIRMED);
    return;
  }
  if (answer.consent !== 'given') {
    api.access.deny(NOT_GIVEN);
    return;
  }
  api.user.setAppMetadata('consent_version', TERMS_VERSION);
};

/** What the token says; undefined when it is missing, forged, expired or of somebody else. */
const readAnswer = (event, api) => {
  try {
    return api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
  } catch {
    return undefined;
  }
};
