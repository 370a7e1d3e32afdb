// A rebuilt example: the user's account at a partner is linked once, and named in the tokens from then on.
//: configuration EXTERNAL_URL NAMESPACE_CLAIM
//= event user.user_id
//= event user.identities.connection
//= event user.identities.user_id
//= event user.user_metadata.external_id
//= event organization.name
//= event request.query.external_code
//= event request.body.external_code
//= api access.deny
//= api accessToken.setCustomClaim https://external.example/id {configuration.NAMESPACE_CLAIM}
//= api idToken.setCustomClaim https://external.example/id {configuration.NAMESPACE_CLAIM}
//= api redirect.sendUserTo
//= api user.setUserMetadata external_id
//= host api.external.example
//= redirect {configuration.EXTERNAL_URL}
const API = 'https://api.external.example';
const DEFAULT_CLAIM = 'https://external.example/id';

const setClaims = (api, event, id) => {
  const claim = event.configuration.NAMESPACE_CLAIM || DEFAULT_CLAIM;
  for (const token of [api.idToken, api.accessToken]) {
    token.setCustomClaim(claim, id);
  }
};

async function onExecutePostLogin(event, api) {
  const { external_id: known } = event.user.user_metadata;
  if (known) {
    setClaims(api, event, known);
    return;
  }
  const other = event.user.identities.find((identity) => identity.connection === 'external');
  if (other) {
    api.user.setUserMetadata('external_id', other.user_id);
    setClaims(api, event, other.user_id);
    return;
  }
  const url = new URL('/link', event.configuration.EXTERNAL_URL);
  url.searchParams.set('org', event.organization?.name ?? '');
  api.redirect.sendUserTo(url.href);
}

async function onContinuePostLogin(event, api) {
  const code = event.request.body.external_code || event.request.query.external_code;
  if (!code) {
    api.access.deny('The account was not linked.');
    return;
  }
  const id = await exchange(code, event.user.user_id, event.secrets);
  if (id === undefined) return;
  api.user.setUserMetadata('external_id', id);
  setClaims(api, event, id);
}

async function exchange(code, user, { EXTERNAL_KEY }) {
  try {
    const response = await fetch(`${API}/codes/${encodeURIComponent(code)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${EXTERNAL_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ user }),
      signal: AbortSignal.timeout(4000),
    });
    if (!response.ok) return undefined;
    const { id } = await response.json();
    return id;
  } catch {
    return undefined;
  }
}

module.exports = { onExecutePostLogin, onContinuePostLogin };
