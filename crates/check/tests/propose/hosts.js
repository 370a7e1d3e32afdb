// Hosts that requests and browsers are sent to.
// === plain addresses
//= host api.acme.com
//= host acme.com:8443
//= host eu.acme.com
exports.onExecutePostLogin = async (event, api) => {
  await fetch('https://api.acme.com/v1');
  await fetch(new URL('https://acme.com:8443/x'));
  await fetch(new Request('https://eu.acme.com'), { method: 'POST' });
};
// === a constant base and unknown paths
//= event user.user_id
//= host api.acme.com
const BASE = 'https://api.acme.com/v2';
exports.onExecutePostLogin = async (event, api) => {
  const url = new URL(`${BASE}/users/${encodeURIComponent(event.user.user_id)}`);
  url.searchParams.set('a', 'b');
  await fetch(url.toString());
  await fetch([BASE, 'users', event.user.user_id].join('/'));
  await fetch(BASE + path());
};
const path = () => JSON.parse('"x"');
// === below a name
//: configuration REGION
//= host *.api.acme.com
exports.onExecutePostLogin = async (event, api) => {
  await fetch(`https://${event.configuration.REGION}.api.acme.com/v1`);
};
// === from configuration
//: configuration ACME_URL ACME_HOST
//= host {configuration.ACME_URL}
//= host {configuration.ACME_HOST}
//= host api.acme.com
exports.onExecutePostLogin = async (event, api) => {
  const { ACME_URL, ACME_HOST } = event.configuration;
  await fetch(new URL('/v1', ACME_URL || 'https://api.acme.com'));
  await fetch(`${ACME_URL.replace(/\/$/, '')}/v1`);
  await fetch(`https://${ACME_HOST}/v1`);
};
// === from configuration that the form does not have
//= host {configuration.ACME_URL}
//= note 1 the configuration item ACME_URL is not in configuration.json
exports.onExecutePostLogin = async (event) => fetch(event.configuration.ACME_URL);
// === from a secret
//= note 1 the host comes from the secret ACME_URL, and customers are shown the hosts
exports.onExecutePostLogin = async (event) => fetch(`${event.secrets.ACME_URL}/v1`);
// === from the event
//= event request.hostname
//= note 1 the host comes from event.request.hostname
exports.onExecutePostLogin = async (event) => fetch(`https://${event.request.hostname}/x`);
// === from an answer
//= host api.acme.com
//= note 3 the host is not known before the code runs
exports.onExecutePostLogin = async (event) => {
  const answer = await (await fetch('https://api.acme.com/where')).json();
  await fetch(answer.next);
};
// === two ways to a host
//= host a.acme.com
//= host b.acme.com
exports.onExecutePostLogin = async (event) => {
  let base = 'https://a.acme.com';
  if (event.configuration.REGION === 'b') base = 'https://b.acme.com';
  await ask(base, '/x');
};
const ask = (base, path) => fetch(base + path, { signal: AbortSignal.timeout(3000) });
// === redirects
//: configuration PAGE_URL
//= event user.email
//= api redirect.sendUserTo
//= api redirect.encodeToken
//= redirect pages.acme.com
//= redirect {configuration.PAGE_URL}
exports.onExecutePostLogin = async (event, api) => {
  const token = api.redirect.encodeToken({ secret: event.secrets.KEY, payload: { email: event.user.email } });
  api.redirect.sendUserTo('https://pages.acme.com/start', { query: { token } });
  api.redirect.sendUserTo(event.configuration.PAGE_URL, { query: { token } });
};
exports.onContinuePostLogin = async () => {};
// === a redirect to what came in
//= event request.query.next
//= api redirect.sendUserTo
//= note 1 the host comes from event.request.query.next: declare the hosts it can be in `permissions.redirects`
exports.onExecutePostLogin = async (event, api) => api.redirect.sendUserTo(event.request.query.next);
// === axios
//: configuration BASE
//= host api.acme.com
//= host {configuration.BASE}
//= host b.acme.com
const axios = require('axios');
exports.onExecutePostLogin = async (event) => {
  await axios.get('https://api.acme.com/x', { timeout: 1000 });
  await axios({ url: '/y', baseURL: event.configuration.BASE });
  await axios.create({ baseURL: 'https://b.acme.com', timeout: 1000 }).post('/z');
};
// === code nobody calls
//= host api.acme.com
exports.onExecutePostLogin = async () => {};
exports.helper = () => fetch('https://api.acme.com');
