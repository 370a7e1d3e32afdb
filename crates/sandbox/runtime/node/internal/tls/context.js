// What TLS is started with: authorities, a certificate of one's own, versions.
const { nodeError, invalidArgument, unsupported, Buffer } = internals;

const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const asText = (value, name) => {
  if (typeof value === 'string') return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
  throw invalidArgument(name, 'of type string or an instance of Buffer, TypedArray, or DataView', value);
};
const all = (value) => (Array.isArray(value) ? value.flat() : [value]);
const isGiven = (value) => value !== undefined && value !== null && value !== false && value !== '';

/** PEM texts one after the other. */
const pem = (value, name) => all(value).map((one) => asText(one, name)).join('\n');

/** A private key in PEM that is not encrypted. */
const privateKey = (options) => {
  const [first] = all(options.key);
  const key = first?.pem ?? first;
  const passphrase = first?.passphrase ?? options.passphrase;
  if (typeof key === 'object' && key !== null && typeof key.export === 'function') return key.export({ type: 'pkcs8', format: 'pem' });
  const text = asText(key, 'options.key');
  if (!isGiven(passphrase) && !text.includes('ENCRYPTED')) return text;
  return require('crypto').createPrivateKey({ key: text, passphrase }).export({ type: 'pkcs8', format: 'pem' });
};

const versionAt = (version, fallback, bound) => {
  if (!isGiven(version)) return fallback;
  const at = VERSIONS.indexOf(version);
  if (at < 0) throw nodeError(TypeError, 'ERR_TLS_INVALID_PROTOCOL_VERSION', `${JSON.stringify(version)} is not a valid ${bound} TLS protocol version`);
  return at;
};
/** The versions that this host speaks, 1.2 and 1.3, between the bounds. */
const versions = (options) => {
  const [lowest, highest] = [versionAt(options.minVersion, 2, 'minimum'), versionAt(options.maxVersion, 3, 'maximum')];
  if (highest < 2) unsupported(`tls with maxVersion ${options.maxVersion}`, 'versions of TLS before 1.2 are broken (RFC 8996)')();
  if (lowest === 3 && highest === 3) return '1.3';
  return highest === 2 ? '1.2' : 'any';
};

/** What the host is told. */
const contextOf = (options) => {
  for (const name of ['pfx', 'crl', 'privateKeyEngine', 'clientCertEngine']) {
    if (isGiven(options[name])) unsupported(`tls with options.${name}`, 'give the certificates as cert, key and ca, in PEM')();
  }
  const context = { versions: versions(options) };
  if (isGiven(options.ca)) context.authorities = pem(options.ca, 'options.ca');
  if (isGiven(options.cert) && isGiven(options.key)) {
    context.identity = { certificates: pem(options.cert, 'options.cert'), key: privateKey(options) };
  }
  return context;
};

function SecureContext(options = {}) {
  if (!(this instanceof SecureContext)) return new SecureContext(options);
  // Ciphers, curves and the like are the host's: it offers none that is weak.
  this.context = contextOf(options);
}

/** Protocols (ALPN) as the list of their names. */
const protocolsOf = (protocols) => {
  if (protocols === undefined || protocols === null) return [];
  if (Array.isArray(protocols)) return protocols.map((name) => (typeof name === 'string' ? name : asText(name, 'options.ALPNProtocols')));
  if (!ArrayBuffer.isView(protocols)) throw invalidArgument('options.ALPNProtocols', 'an instance of Buffer, TypedArray, or DataView', protocols);
  const bytes = Buffer.from(protocols.buffer, protocols.byteOffset, protocols.byteLength);
  const names = [];
  for (let at = 0; at < bytes.length; at += bytes[at] + 1) names.push(bytes.subarray(at + 1, at + 1 + bytes[at]).toString('latin1'));
  return names;
};
/** The names as they stand on the wire. */
const convertALPNProtocols = function convertALPNProtocols(protocols, out) {
  if (ArrayBuffer.isView(protocols)) out.ALPNProtocols = Buffer.from(protocols.buffer.slice(protocols.byteOffset, protocols.byteOffset + protocols.byteLength));
  else if (Array.isArray(protocols)) {
    out.ALPNProtocols = Buffer.concat(protocols.flatMap((name, at) => {
      const length = Buffer.byteLength(name);
      if (length > 255) throw internals.outOfRange('The byte length of the protocol at index ' + at + ' exceeds the maximum length.', '<= 255', length);
      return [Buffer.from([length]), Buffer.from(name)];
    }));
  }
};

module.exports = { SecureContext, protocolsOf, convertALPNProtocols };
