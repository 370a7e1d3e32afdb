// The module `https`: requests over TLS.
const { ClientRequest } = require('internal/http/client');
const { fromUrl, looksLikeUrl } = require('internal/http/options');
const { Agent: HttpAgent, makeGlobal } = require('internal/http/agent');
const { Server, createServer } = require('internal/http/server');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  HttpAgent.call(this, options);
  this.defaultPort = 443;
  this.protocol = 'https:';
  this.maxCachedSessions = this.options.maxCachedSessions ?? 100;
  this._sessionCache = { map: {}, list: [] };
  return this;
}
Object.setPrototypeOf(Agent.prototype, HttpAgent.prototype);
Object.setPrototypeOf(Agent, HttpAgent);

/** What tells apart the connections of one place, in the order in which Node names it. */
const named = ('ca cert clientCertEngine ciphers key pfx rejectUnauthorized servername minVersion maxVersion secureProtocol crl '
  + 'honorCipherOrder ecdhCurve dhparam secureOptions sessionIdContext sigalgs privateKeyIdentifier privateKeyEngine').split(' ');
const methods = {
  createConnection(options, connected) {
    return HttpAgent.prototype.createConnection.call(this, { ...options, protocol: 'https:' }, connected);
  },
  getName(options = {}) {
    const part = (name) => {
      const value = options[name];
      if (name === 'rejectUnauthorized' || name === 'honorCipherOrder') return value === undefined ? '' : value;
      if (name === 'servername' && value === options.host) return '';
      return value ? value : '';
    };
    return `${HttpAgent.prototype.getName.call(this, options)}:${named.map(part).join(':')}`;
  },
  _getSession() { return undefined; },
  _cacheSession() {},
  _evictSession() {},
};
for (const name of Object.keys(methods)) {
  Object.defineProperty(Agent.prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
}

let globalAgent = makeGlobal(Agent);
function request(...given) {
  let options = {};
  if (typeof given[0] === 'string') options = fromUrl(new internals.URL(given.shift()));
  else if (looksLikeUrl(given[0])) options = fromUrl(given.shift());
  if (given[0] && typeof given[0] !== 'function') Object.assign(options, given.shift());
  options._defaultAgent = globalAgent;
  return new ClientRequest(options, ...given);
}
function get(input, options, callback) {
  const sent = request(input, options, callback);
  sent.end();
  return sent;
}

module.exports = {
  Agent,
  get globalAgent() { return globalAgent; },
  set globalAgent(agent) { globalAgent = agent; },
  Server, createServer, get, request,
};
