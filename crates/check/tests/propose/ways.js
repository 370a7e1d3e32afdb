// Ways to the same that code of strangers takes.
// === a table of claims
//= event user.email
//= event user.nickname
//= api idToken.setCustomClaim https://acme.example/mail https://acme.example/nick
const CLAIMS = { mail: 'email', nick: 'nickname' };
exports.onExecutePostLogin = async (event, api) => {
  Object.entries(CLAIMS).forEach(([name, field]) => api.idToken.setCustomClaim(`https://acme.example/${name}`, event.user[field]));
};
// === a table of pairs
//= event user.email
//= event client.name
//= api accessToken.setCustomClaim a b
const PAIRS = [['a', (event) => event.user.email], ['b', ({ client }) => client.name]];
exports.onExecutePostLogin = async (event, api) => {
  for (const [name, read] of PAIRS) api.accessToken.setCustomClaim(name, read(event));
};
// === a path that is taken apart
//= event user
//= event client
//= event connection
//= event request
//= event stats
//= event tenant
//= event agent
//= event authentication
//= event authorization
//= event custom_domain
//= event experiment
//= event organization
//= event prompt
//= event refresh_token
//= event resource_server
//= event security_context
//= event session
//= event session_transfer_token
//= event transaction
//= note 3 all of the event is needed, for the code takes a field whose name it computes
exports.onExecutePostLogin = async (event, api) => get(event, event.configuration.PATH);
const get = (object, path) =>
  path.split('.').reduce((one, key) => one?.[key], object);
// === a path that is known
//= event user.app_metadata.plan
const at = (object, [first, ...rest]) => (first === undefined ? object : rest.length === 0 ? object[first] : object[first]);
const plan = (event) => at(at(at(event, ['user']), ['app_metadata']), ['plan']);
exports.onExecutePostLogin = async (event, api) => plan(event) || event['user']['app_metadata'][['plan'][0]];
// === everything given on
//= event user.email
//= api access.deny
exports.onExecutePostLogin = async (...all) => run(...all);
const run = async function () {
  const [event, api] = arguments;
  return event.user.email ? undefined : api.access.deny('no');
};
// === a method of an instance
//= event user.email
//= api access.deny
class Gate {
  constructor() {
    this.text = 'no';
  }
  async handle(event, api) {
    if (!event.user.email) api.access.deny(this.text);
  }
}
const gate = new Gate();
exports.onExecutePostLogin = gate.handle.bind(gate);
// === a module within the file
//= event user.name
//= api user.setUserMetadata seen
const users = (() => {
  const name = (event) => event.user.name;
  return { name, mark: (api) => api.user.setUserMetadata('seen', true) };
})();
exports.onExecutePostLogin = async (event, api) => {
  await (async () => users.mark(api))();
  return users.name(event);
};
// === loops over lists of objects
//= event user.identities.provider
//= event user.identities.profileData.name
//= event authentication.methods.timestamp
exports.onExecutePostLogin = async (event, api) => {
  for (const { provider, profileData: { name } = {} } of event.user.identities) void [provider, name];
  const times = event.authentication.methods.map((one) => one.timestamp).filter(Boolean);
  return times.sort()[0];
};
// === containers
//= event authorization.roles
//= event user.app_metadata
//= note 3 all of event.user.app_metadata is needed, for the code enumerates it
exports.onExecutePostLogin = async (event, api) => {
  const roles = new Set(event.authorization?.roles ?? []);
  const all = new Map(Object.entries(event.user.app_metadata));
  return roles.has('admin') && all.get('x') && Array.from(event.authorization.roles).length;
};
// === switches and ternaries
//= event transaction.protocol
//= event connection.strategy
//= event client.client_id
exports.onExecutePostLogin = async (event, api) => {
  switch (event.transaction?.protocol) {
    case 'oauth2-refresh-token':
      return event.connection.strategy;
    default:
      return (event.transaction ? event.client : { client_id: 'none' }).client_id;
  }
};
// === parts of a configured address
//: configuration BASE
//= host {configuration.BASE}
exports.onExecutePostLogin = async (event) => {
  const { protocol, host } = new URL(event.configuration.BASE);
  await fetch(`${protocol}//${host}/v1`, { signal: AbortSignal.timeout(1) });
  const url = new URL(event.configuration.BASE);
  url.pathname = '/v2';
  await fetch(url, { signal: AbortSignal.timeout(1) });
};
// === options made elsewhere
//: configuration BASE
//= event user.user_id
//= host {configuration.BASE}
//= host fallback.acme.com
const settings = ({ configuration, secrets }) => ({
  base: configuration.BASE || 'https://fallback.acme.com',
  headers: { authorization: secrets.KEY },
});
const client = ({ base, headers }) => ({
  get: (path) => fetch(new URL(path, base), { headers, signal: AbortSignal.timeout(1) }),
});
exports.onExecutePostLogin = async (event) => {
  const acme = client(settings(event));
  return acme.get(`/users/${event.user.user_id}`);
};
// === reflection
//= event user.email
//= event user.app_metadata.acme
//= api access.deny
exports.onExecutePostLogin = async (event, api) => {
  if (Object.hasOwn(event.user, 'email') && 'acme' in event.user.app_metadata) {
    Reflect.apply(Reflect.get(api.access, 'deny'), api.access, ['no']);
  }
};
// === numbers in names
//= api idToken.setCustomClaim https://acme.example/v2/plan
const VERSION = 2;
exports.onExecutePostLogin = async (event, api) => {
  api.idToken['setCustomClaim'](`https://acme.example/v${VERSION}/plan`, 1);
};
// === generators and labels
//= event user.family_name
//= event user.given_name
function* names({ user }) {
  yield user.family_name;
  yield user.given_name;
}
exports.onExecutePostLogin = async (event) => {
  outer: for (const name of names(event)) {
    if (!name) continue outer;
  }
};
// === assigned piece by piece
//= event user.email
//= event request.ip
//= event client.name
exports.onExecutePostLogin = async (event) => {
  const body = {};
  body.email = event.user.email;
  body['ip'] = event.request.ip;
  Object.assign(body, { client: event.client.name });
  let text = '';
  for (const key of Object.keys(body)) text += body[key];
  return text;
};
// === a debug switch and a helper for logs
//= event user.user_id
//= api access.deny
const makeLog = ({ configuration: { DEBUG } }) => (DEBUG === 'true' ? console.log : () => {});
exports.onExecutePostLogin = async (event, api) => {
  const log = makeLog(event);
  log(`checking ${event.user.user_id}`);
  try {
    check(event);
  } catch ({ message }) {
    log(message);
    return api.access.deny('no');
  }
};
const check = ({ configuration }) => {
  if (!configuration.MODE) throw new Error('MODE');
};
