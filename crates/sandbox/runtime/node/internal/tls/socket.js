// The client's end of a connection with TLS.
const { nodeError, nextTick, unsupported, Buffer } = internals;
const net = require('net');
const { kChannel, kHead, kReady, kSecured } = require('internal/net/socket');
const { brokenError } = require('internal/net/errors');
const { checkServerIdentity } = require('internal/tls/identity');
const { SecureContext, protocolsOf } = require('internal/tls/context');

const kOptions = Symbol('kOptions');
const kOutcome = Symbol('kOutcome');

/** Stands in for the connection of a socket that TLS has taken over. */
class Taken {
  isOpen = true;
  isReading = true;
  #owner;
  constructor(owner) {
    this.#owner = owner;
    this.remote = owner[kChannel].remote;
  }
  write(bytes, done) { nextTick(done, [{ code: 'EPIPE' }]); }
  end(done) { nextTick(done, []); }
  close() {
    this.isOpen = false;
    this.#owner.destroy();
  }
}

function TLSSocket(socket = undefined, options = {}) {
  if (!(this instanceof TLSSocket)) return new TLSSocket(socket, options);
  if (options.isServer) unsupported('tls.TLSSocket with options.isServer', 'an execution takes no connections')();
  if (socket !== undefined && socket !== null && !(socket instanceof net.Socket)) {
    unsupported('tls.TLSSocket over a stream', 'TLS is the host\'s, over connections of net.Socket')();
  }
  net.Socket.call(this, { ...options, handle: undefined, allowHalfOpen: socket ? socket.allowHalfOpen : options.allowHalfOpen });
  Object.assign(this, {
    encrypted: true, authorized: false, authorizationError: null, alpnProtocol: null, secureConnecting: true, _secureEstablished: false,
    servername: null,
  });
  this[kOptions] = { ...options };
  if (socket) takeOver(this, socket);
}
Object.setPrototypeOf(TLSSocket.prototype, net.Socket.prototype);
Object.setPrototypeOf(TLSSocket, net.Socket);

/** TLS comes next on a connection that has been spoken over in clear text. */
const takeOver = (tls, socket) => {
  tls._parent = socket;
  tls.connecting = socket.connecting;
  const take = () => {
    if (tls.destroyed) return;
    tls[kChannel] = socket[kChannel];
    socket[kChannel] = new Taken(tls);
    tls.connecting = false;
    // On the next tick, so that the caller can listen first.
    nextTick(() => tls[kReady](), []);
  };
  const fail = (error) => tls.destroy(error);
  socket.once('error', fail);
  socket.once('close', () => tls.destroy());
  if (socket.connecting) {
    socket.once('connect', () => {
      take();
      tls.emit('connect');
    });
  } else take();
};

/** The name that the certificate has to be for. */
const hostOf = (tls) => {
  const { servername, host, checkedHost } = tls[kOptions];
  return servername || host || checkedHost || tls._host || tls._parent?._host || 'localhost';
};
const verificationOf = (options) => {
  if (options.rejectUnauthorized === false) return 'none';
  return options.checkServerIdentity === undefined || options.checkServerIdentity === checkServerIdentity ? 'full' : 'chain';
};

/** A plain connection was asked for TLS: nothing may pass before it. */
TLSSocket.prototype[kHead] = function () { return { security: 'tls' }; };
TLSSocket.prototype[kReady] = function () {
  if (this.destroyed) return;
  const options = this[kOptions];
  const context = options.secureContext?.context ?? new SecureContext(options).context;
  const tls = { ...context, protocols: protocolsOf(options.ALPNProtocols), verification: verificationOf(options), serverName: hostOf(this) };
  this[kChannel].secure(tls, (told, outcome) => {
    if (this.destroyed) return;
    if (told !== undefined) {
      const error = handshakeError(this, told);
      if (told.certificate) this.authorizationError = error.code;
      return void this.destroy(error);
    }
    established(this, outcome);
  });
};
TLSSocket.prototype._start = function _start() {};

const handshakeError = (tls, told) => {
  if (told.code === 'ERR_TLS_CERT_ALTNAME_INVALID' && told.certificate) {
    const { certificateOf } = require('internal/tls/certificate');
    const error = checkServerIdentity(hostOf(tls), certificateOf(Buffer.from(told.certificate, 'base64')));
    if (error !== undefined) return error;
  }
  if (told.code === 'ECONNRESET') {
    const { host, port, path } = tls[kOptions];
    const error = nodeError(Error, 'ECONNRESET', 'Client network socket disconnected before secure TLS connection was established');
    return Object.assign(error, { path, host, port, localAddress: undefined });
  }
  return brokenError(told, 'read');
};

const established = (tls, outcome) => {
  tls[kOutcome] = outcome;
  const options = tls[kOptions];
  const { fault } = outcome;
  tls.servername = options.servername || false;
  tls.alpnProtocol = outcome.protocol ?? false;
  tls._secureEstablished = true;
  let error = fault ? nodeError(Error, fault.code, fault.message) : undefined;
  if (error === undefined && verificationOf(options) === 'chain') {
    error = options.checkServerIdentity.call(options, hostOf(tls), tls.getPeerCertificate(true));
  }
  tls.secureConnecting = false;
  tls.authorized = error === undefined;
  if (error !== undefined) {
    tls.authorizationError = error.code || error.message;
    if (options.rejectUnauthorized !== false) return void tls.destroy(error);
  }
  tls.emit('secure');
  tls.emit('secureConnect');
  tls.emit(kSecured);
  if (!tls.isPaused() && !tls.destroyed) tls.read(0);
};

const certificates = (tls) => (tls[kOutcome]?.certificates ?? []).map((text) => Buffer.from(text, 'base64'));
TLSSocket.prototype.getPeerCertificate = function getPeerCertificate(detailed = false) {
  const { certificateOf } = require('internal/tls/certificate');
  const chain = certificates(this).slice(0, detailed ? undefined : 1).map(certificateOf);
  if (chain.length === 0) return {};
  if (detailed) {
    for (const [at, certificate] of chain.entries()) if (chain[at + 1] !== undefined) certificate.issuerCertificate = chain[at + 1];
    const last = chain.at(-1);
    if (JSON.stringify(last.subject) === JSON.stringify(last.issuer)) last.issuerCertificate = last;
  }
  return chain[0];
};
TLSSocket.prototype.getPeerX509Certificate = function getPeerX509Certificate() {
  const [own] = certificates(this);
  return own === undefined ? undefined : new (require('crypto').X509Certificate)(own);
};
/** OpenSSL's name of a suite that IANA has named. */
const suiteOf = (name) => {
  const found = /^TLS_(.+)_WITH_AES_(\d+)_(.+)$/.exec(name);
  if (found !== null) return `${found[1].replaceAll('_', '-')}-AES${found[2]}-${found[3].replaceAll('_', '-')}`;
  const other = /^TLS_(.+)_WITH_(CHACHA20_POLY1305)_SHA256$/.exec(name);
  return other === null ? name : `${other[1].replaceAll('_', '-')}-${other[2].replaceAll('_', '-')}`;
};
TLSSocket.prototype.getCipher = function getCipher() {
  if (this[kOutcome] === undefined) return undefined;
  const standardName = this[kOutcome].cipher.replace(/^TLS13_/, 'TLS_');
  return { name: suiteOf(standardName), standardName, version: this[kOutcome].version };
};
TLSSocket.prototype.getProtocol = function getProtocol() { return this[kOutcome] === undefined ? null : this[kOutcome].version; };
TLSSocket.prototype.isSessionReused = function isSessionReused() { return false; };

const unshown = 'the host does not show what TLS is made of';
for (const name of ['getFinished', 'getPeerFinished', 'getSession', 'getTLSTicket']) {
  TLSSocket.prototype[name] = { [name]() { return undefined; } }[name];
}
Object.assign(TLSSocket.prototype, {
  getCertificate() { return {}; }, getX509Certificate() { return undefined; }, getEphemeralKeyInfo() { return {}; }, getSharedSigalgs() { return []; },
  setSession() {}, setMaxSendFragment() { return true; }, disableRenegotiation() {}, enableTrace() {},
  setServername(name) { this[kOptions].servername = name; },
  exportKeyingMaterial: unsupported('tls.TLSSocket.exportKeyingMaterial', unshown),
  renegotiate: unsupported('tls.TLSSocket.renegotiate', 'TLS 1.3 has no renegotiation, and the host does none'),
  setKeyCert: unsupported('tls.TLSSocket.setKeyCert', 'it is for servers'),
});
TLSSocket.prototype._destroy = function _destroy(error, callback) {
  const parent = this._parent;
  this.secureConnecting = false;
  net.Socket.prototype._destroy.call(this, error, callback);
  if (parent && !parent.destroyed) parent.destroy();
};

module.exports = { TLSSocket };
