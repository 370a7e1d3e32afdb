// A rebuilt example: users are sent to have their identity verified, and come back with a signed token.
//: configuration IDV_URL IDV_CLAIM IDV_TTL_DAYS
//= event user.user_id
//= event user.app_metadata.idv.verified_at
//= event user.app_metadata.idv.attempts
//= event client.metadata.IDV_REQUIRED
//= event request.hostname
//= event transaction.protocol
//= event stats.logins_count
//= event authentication.methods.name
//= api access.deny
//= api authentication.recordMethod
//= api idToken.setCustomClaim {configuration.IDV_CLAIM}
//= api redirect.canRedirect
//= api redirect.encodeToken
//= api redirect.sendUserTo
//= api redirect.validateToken
//= api user.setAppMetadata idv
//= redirect {configuration.IDV_URL}
const DAY_MS = 24 * 60 * 60 * 1000;
const METHOD = 'https://idv.example/verified';

exports.onExecutePostLogin = async (event, api) => {
  const { IDV_URL, IDV_TTL_DAYS = '30' } = event.configuration;
  if (event.client.metadata.IDV_REQUIRED !== 'true') return;
  if (isFresh(event.user.app_metadata.idv, Number(IDV_TTL_DAYS))) return;
  if (event.stats.logins_count <= 1) return;
  if (event.authentication?.methods.some(({ name }) => name === METHOD)) return;

  if (event.transaction?.protocol === 'oauth2-refresh-token' || !api.redirect.canRedirect()) {
    return api.access.deny('Your identity must be verified. Please sign in again.');
  }
  const token = api.redirect.encodeToken({
    secret: event.secrets.IDV_SECRET,
    expiresInSeconds: 300,
    payload: { continue: `https://${event.request.hostname}/continue`, subject: event.user.user_id },
  });
  api.redirect.sendUserTo(`${IDV_URL}/start`, { query: { session_token: token } });
};

exports.onContinuePostLogin = async (event, api) => {
  let answer;
  try {
    answer = api.redirect.validateToken({ secret: event.secrets.IDV_SECRET, tokenParameterName: 'idv_token' });
  } catch (error) {
    return api.access.deny('Your identity could not be verified.');
  }
  const { attempts = 0 } = event.user.app_metadata.idv ?? {};
  if (answer.result !== 'pass') {
    api.user.setAppMetadata('idv', { attempts: attempts + 1 });
    return api.access.deny('Your identity could not be verified.');
  }
  api.user.setAppMetadata('idv', { verified_at: new Date().toISOString(), attempts: 0 });
  api.authentication.recordMethod(METHOD);
  api.idToken.setCustomClaim(event.configuration.IDV_CLAIM, true);
};

function isFresh(idv, days) {
  if (!idv?.verified_at) return false;
  return Date.now() - Date.parse(idv.verified_at) < days * DAY_MS;
}
