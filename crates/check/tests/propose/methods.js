// Methods of `api` and the names they write.
// === calls, chained and not
//= api access.deny
//= api idToken.setCustomClaim https://acme.example/a
//= api accessToken.setCustomClaim https://acme.example/b
//= api accessToken.addScope read:acme
exports.onExecutePostLogin = async (event, api) => {
  api.idToken.setCustomClaim('https://acme.example/a', 1).accessToken.setCustomClaim('https://acme.example/b', 2);
  api.accessToken.addScope('read:acme');
  if (event) api.access?.deny?.('no');
};
// === aliases
//= api access.deny
//= api user.setAppMetadata acme_id
//= api redirect.canRedirect
exports.onExecutePostLogin = async (event, { access: { deny }, user, ...others }) => {
  const write = user.setAppMetadata;
  write('acme_id', 1);
  deny('no');
  onlyRedirect(others);
};
const onlyRedirect = ({ redirect }) => redirect.canRedirect();
// === of several tokens
//= api idToken.setCustomClaim plan
//= api accessToken.setCustomClaim plan
exports.onExecutePostLogin = async (event, api) => {
  for (const token of [api.idToken, api.accessToken]) token.setCustomClaim('plan', 'gold');
  ['idToken', 'accessToken'].forEach((name) => api[name].setCustomClaim('plan', 'gold'));
};
// === names from constants and templates
//= api idToken.setCustomClaim https://acme.example/*
//= api user.setUserMetadata acme_theme
//= api accessToken.setCustomClaim https://acme.example/plan
const NAMESPACE = 'https://acme.example';
const KEYS = { theme: 'acme_theme' };
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim(`${NAMESPACE}/plan`, 1);
  for (let i = 0; i < 3; i++) api.idToken.setCustomClaim(NAMESPACE + '/' + i, 1);
  api.user.setUserMetadata(KEYS.theme, 'dark');
};
// === names from configuration
//: configuration CLAIM OTHER
//= api idToken.setCustomClaim https://acme.example/plan {configuration.CLAIM}
//= api accessToken.setCustomClaim {configuration.OTHER}
exports.onExecutePostLogin = async (event, api) => {
  const { CLAIM = 'https://acme.example/plan', OTHER } = event.configuration;
  api.idToken.setCustomClaim(CLAIM, 1);
  api.accessToken.setCustomClaim(OTHER, 1);
};
// === names that only the run knows
//= api idToken.setCustomClaim
//= note 4 what api.idToken.setCustomClaim writes here is named by the code as it runs
exports.onExecutePostLogin = async (event, api) => {
  const answer = await ask();
  for (const name of Object.keys(answer))
    api.idToken.setCustomClaim(name, answer[name]);
};
const ask = async () => JSON.parse('{}');
// === a configured beginning is no name
//: configuration SPACE
//= api idToken.setCustomClaim
//= note 1 add the names to `names` of the permission `idToken.setCustomClaim`
exports.onExecutePostLogin = async (event, api) => api.idToken.setCustomClaim(`${event.configuration.SPACE}/plan`, 1);
// === a configured name without a field
//= api idToken.setCustomClaim {configuration.CLAIM}
//= note 1 the configuration item CLAIM is not in configuration.json
exports.onExecutePostLogin = async (event, api) => api.idToken.setCustomClaim(event.configuration.CLAIM, 1);
// === names in a list
//: trigger credentials-exchange
//= api transaction.setTargetScopes read:a read:b
//= api access.deny
exports.onExecuteCredentialsExchange = async (event, api) => {
  api.transaction.setTargetScopes(['read:a', 'read:b']);
  api.access.deny.call(api.access, 'invalid_scope', 'no');
};
// === the names of metadata go with the values
//= event user.app_metadata.visits
//= api user.setAppMetadata visits
//= api transaction.setMetadata seen
//= api cache.get
//= api cache.set
exports.onExecutePostLogin = async (event, api) => {
  const visits = (event.user.app_metadata.visits ?? 0) + 1;
  api.user.setAppMetadata('visits', visits);
  api.transaction.setMetadata('seen', true);
  if (!api.cache.get('k')) api.cache.set('k', 'v', { ttl: 1000 });
};
// === a claim that is a whole object
//= event user.app_metadata
//= api idToken.setCustomClaim meta
//= note 1 the code hands it to api.idToken.setCustomClaim
exports.onExecutePostLogin = async (event, api) => api.idToken.setCustomClaim('meta', event.user.app_metadata);
// === a method the trigger does not have
//: trigger pre-user-registration
//= api access.deny
//= note 3 the api of pre-user-registration has no method `idToken.setCustomClaim`
exports.onExecutePreUserRegistration = async (event, api) => {
  api.access.deny('a', 'b');
  api.idToken.setCustomClaim('a', 1);
};
// === api goes where it cannot be followed
//= note 2 `api` goes to where it cannot be followed
//= note 3 `api.user` goes to where it cannot be followed
exports.onExecutePostLogin = async (event, api) => {
  require('node:buffer').use(api);
  api.user[event.configuration.METHOD]('a', 1);
};
// === a method as a callback
//= api access.deny
exports.onExecutePostLogin = async (event, api) => {
  const { deny } = api.access;
  await check().catch(deny);
};
const check = async () => {};
