// Event fields, read in every way there is.
// === dots and literal brackets
//= event user.email
//= event request.geoip.countryCode
//= event client.client_id
exports.onExecutePostLogin = async (event, api) => {
  const seen = [event.user.email, event['request'].geoip["countryCode"], event[`client`]['client_id']];
  void seen;
};
// === optional chaining
//= event organization.id
//= event authorization.roles
exports.onExecutePostLogin = async (event) => {
  return event.organization?.id && event?.authorization?.['roles']?.includes('admin');
};
// === destructured parameters
//= event user.email
//= event user.app_metadata.plan
//= event request.ip
exports.onExecutePostLogin = async ({ user: { email, app_metadata: { plan = 'free' } = {} }, request: { ip: address } }, api) => {
  return [email, plan, address];
};
// === destructured variables, nested, renamed, with defaults
//= event user.name
//= event user.email_verified
//= event transaction.protocol
exports.onExecutePostLogin = async (event, api) => {
  const { user, transaction = {} } = event;
  const { name: shown, email_verified: verified = false } = user;
  let protocol;
  ({ protocol } = transaction);
  return [shown, verified, protocol];
};
// === aliases
//= event user.nickname
exports.onExecutePostLogin = async (event, api) => {
  const { user } = event;
  const u = user;
  let v;
  v = u;
  return v.nickname;
};
// === a rest that is used is all that is left
//= event user
//= note 2 all of event.user is needed, for the code spreads it
exports.onExecutePostLogin = async (event, api) => {
  const { email, ...others } = event.user;
  return send(others);
};
const send = (what) => JSON.stringify(what);
// === a rest that is not used is nothing
//= event user.email
exports.onExecutePostLogin = async (event, api) => {
  const { email, ...others } = event.user;
  return email;
};
// === handed to functions of the file
//= event user.email
//= event user.user_id
//= event client.name
exports.onExecutePostLogin = async (event, api) => {
  return greet(event.user, event.client) + count(...[event.user]);
};
function greet(person, { name }) {
  return `${person.email} at ${name}`;
}
const count = function (one) {
  return one.user_id.length;
};
// === a function that is called with this and with that
//= event user.email
//= event connection.name
exports.onExecutePostLogin = async (event, api) => {
  return [pick(event.user, 'email'), pick(event.connection, 'name')];
};
const pick = (object, key) => object[key];
// === closures and callbacks
//= event user.identities.provider
//= event authentication.methods.name
exports.onExecutePostLogin = async (event, api) => {
  const isLinked = () => event.user.identities.some((one) => one.provider === 'acme');
  const used = event.authentication?.methods.find(({ name }) => name === 'mfa');
  return isLinked() && used !== undefined;
};
// === lists are read by their elements
//= event user.identities.user_id
//= event transaction.requested_scopes
//= event authorization.roles
//= event user.identities.connection
exports.onExecutePostLogin = async (event, api) => {
  for (const one of event.user.identities) void one.user_id;
  const [first] = event.user.identities;
  for (let i = 0; i < event.authorization.roles.length; i++) void event.authorization.roles[i];
  return [first.connection, event.transaction.requested_scopes.join(' ')];
};
// === metadata by their keys
//= event user.app_metadata.acme.id
//= event user.user_metadata.theme
//= event client.metadata.ACME_REQUIRED
exports.onExecutePostLogin = async (event, api) => {
  const acme = event.user.app_metadata.acme || {};
  if (!acme.id) return event.user.user_metadata['theme'].toUpperCase();
  return event.client.metadata?.ACME_REQUIRED === 'true';
};
// === the value of a key and a field below it are the value
//= event user.app_metadata.plan
exports.onExecutePostLogin = async (event, api) => {
  return event.user.app_metadata.plan === 'gold' || event.user.app_metadata.plan.tier;
};
// === spread into an object
//= event user
//= event request.ip
//= note 2 all of event.user is needed, for the code spreads it
exports.onExecutePostLogin = async (event, api) => {
  const copy = { ...event.user, ip: event.request.ip };
  return copy.email;
};
// === made JSON
//= event request.geoip
//= event user.email
//= note 3 all of event.request.geoip is needed, for the code makes JSON of it
exports.onExecutePostLogin = async (event, api) => {
  const body = { where: event.request.geoip, who: event.user.email };
  return JSON.stringify(body);
};
// === the whole event made JSON
//: trigger post-change-password
//= event authentication
//= event connection
//= event custom_domain
//= event request
//= event tenant
//= event transaction
//= event user
//= note 2 all of the event is needed, for the code makes JSON of it
exports.onExecutePostChangePassword = async (event) => {
  return JSON.stringify(event);
};
// === enumerated
//= event user.app_metadata
//= event user.user_metadata
//= event request.query
//= event client.metadata
//= event connection.metadata
//= note 2 all of event.user.app_metadata is needed, for the code enumerates it
//= note 3 all of event.user.user_metadata is needed, for the code enumerates it
//= note 4 all of event.request.query is needed, for the code enumerates it
//= note 5 all of event.client.metadata is needed, for the code enumerates it
//= note 6 all of event.connection.metadata is needed, for the code copies it
exports.onExecutePostLogin = async (event, api) => {
  const keys = Object.keys(event.user.app_metadata);
  for (const [name, value] of Object.entries(event.user.user_metadata)) void [name, value];
  for (const key in event.request.query) void key;
  const values = Object.values(event.client.metadata);
  return [keys, values, Object.assign({}, event.connection.metadata)];
};
// === copied
//= event session
//= note 1 all of event.session is needed, for the code copies it
exports.onExecutePostLogin = async (event, api) => structuredClone(event.session).id;
// === a computed key is any key
//= event user.app_metadata
//= note 1 all of event.user.app_metadata is needed, for the code takes a field whose name it computes
exports.onExecutePostLogin = async (event) => event.user.app_metadata[event.configuration.KEY];
// === a key of a few that are known
//= event user.email
//= event user.phone_number
exports.onExecutePostLogin = async (event, api) => {
  const key = event.configuration.BY === 'phone' ? 'phone_number' : 'email';
  const found = event.user[key];
  for (const name of ['email', 'phone_number']) void event.user[name];
  return found;
};
// === handed to what is not in this file
//= event user
//= note 2 all of event.user is needed, for the code hands it to something outside this file
const hash = require('node:crypto');
exports.onExecutePostLogin = async (event, api) => hash.digest(event.user);
// === only looked whether it is there
//= event organization
//= note 1 the code only looks whether event.organization is there
exports.onExecutePostLogin = async (event, api) => (event.organization ? 1 : 2);
// === a field the event does not have
//= event user.email
//= note 1 the event of post-login has no `user.emailVerified`
exports.onExecutePostLogin = async (event) => event.user.emailVerified && event.user.email.trim();
// === text and arithmetic
//= event user.email
//= event stats.logins_count
//= event user.created_at
exports.onExecutePostLogin = async (event, api) => {
  const age = Date.now() - new Date(event.user.created_at).getTime();
  return `${event.user.email}` + (event.stats.logins_count > 1) + age;
};
// === classes
//= event user.email
//= event request.user_agent
class Session {
  #request;
  constructor(event) {
    this.user = event.user;
    this.#request = event.request;
  }
  device() {
    return this.#request.user_agent;
  }
  label = () => this.user.email;
}
exports.onExecutePostLogin = async (event, api) => {
  const session = new Session(event);
  return session.device() + session.label();
};
// === an object of the code's own carries them
//= event user.email
//= event client.name
exports.onExecutePostLogin = async (event, api) => {
  const context = { user: event.user, app: { client: event.client } };
  return show(context);
};
const show = ({ user, app }) => user.email + app['client'].name;
// === promises carry them
//= event user.email
exports.onExecutePostLogin = async (event, api) => {
  const user = await Promise.resolve(event.user);
  const [one] = await Promise.all([load(event)]);
  return user.email + one;
};
const load = async (event) => event.user.email;
// === the deepest of what is looked at on the way
//= event client.metadata.x
//= event organization
//= note 3 the code only looks whether event.organization is there
exports.onExecutePostLogin = async (event, api) => {
  if (!event.client || !event.client.metadata) return;
  if (event.organization) return;
  return event.client?.metadata?.x || event['client']['metadata'].x;
};
// === a field that there is not asks for nothing above it
//= event user.email
//= note 2 has no `client.mame`
exports.onExecutePostLogin = async (event, api) => {
  return event.client.mame || event.user.email;
};
// === which of two objects is in hand is not told by looking
//= event client
//= event user.email
//= note 2 the code only looks whether event.client is there
exports.onExecutePostLogin = async (event, api) => {
  for (const one of [event.user, event.client]) void one.email;
};
