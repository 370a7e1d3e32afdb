// The module `tls`: connections with TLS, which the host makes and verifies.
const { unsupported } = internals;
const net = require('net');
const { TLSSocket } = require('internal/tls/socket');
const { SecureContext, convertALPNProtocols } = require('internal/tls/context');
const { checkServerIdentity } = require('internal/tls/identity');

const isAlone = 'an execution takes no connections';

function connect(...args) {
  const [given, callback] = net._normalizeArgs(args);
  const second = args.find((arg, at) => at > 0 && typeof arg === 'object' && arg !== null);
  const options = { ...given, ...second };
  const tls = new TLSSocket(options.socket, options);
  if (callback !== null) tls.once('secureConnect', callback);
  if (options.timeout) tls.setTimeout(options.timeout);
  if (!options.socket) tls.connect([options, null]);
  return tls;
}

function Server() {
  if (!(this instanceof Server)) return new Server();
  net.Server.call(this);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);
Server.prototype.listen = unsupported('tls.Server.listen', isAlone);
for (const name of ['addContext', 'setSecureContext', 'setTicketKeys', 'getTicketKeys']) Server.prototype[name] = unsupported(`tls.Server.${name}`, isAlone);

const suites = ['tls_aes_256_gcm_sha384', 'tls_aes_128_gcm_sha256', 'tls_chacha20_poly1305_sha256', 'ecdhe-ecdsa-aes256-gcm-sha384',
  'ecdhe-ecdsa-aes128-gcm-sha256', 'ecdhe-ecdsa-chacha20-poly1305', 'ecdhe-rsa-aes256-gcm-sha384', 'ecdhe-rsa-aes128-gcm-sha256', 'ecdhe-rsa-chacha20-poly1305'];

module.exports = {
  CLIENT_RENEG_LIMIT: 3, CLIENT_RENEG_WINDOW: 600,
  DEFAULT_CIPHERS: suites.map((name) => name.toUpperCase()).join(':'),
  DEFAULT_ECDH_CURVE: 'auto', DEFAULT_MAX_VERSION: 'TLSv1.3', DEFAULT_MIN_VERSION: 'TLSv1.2',
  SecureContext, Server, TLSSocket, checkServerIdentity, connect, convertALPNProtocols,
  createSecureContext(options) { return new SecureContext(options); },
  createServer() { return new Server(); },
  getCiphers() { return [...suites]; },
  createSecurePair: unsupported('tls.createSecurePair', 'it is deprecated; use tls.connect'),
  setDefaultCACertificates: unsupported('tls.setDefaultCACertificates', 'give the authorities of a connection as its option ca'),
  getCACertificates: unsupported('tls.getCACertificates', 'the host trusts whom its operating system trusts, and does not list them'),
};
// Read, not called: it must not refuse before somebody wants it, and whoever spreads the module does not.
Object.defineProperty(module.exports, 'rootCertificates', {
  get: unsupported('tls.rootCertificates', 'the host trusts whom its operating system trusts, and does not list them'), enumerable: false, configurable: true,
});
