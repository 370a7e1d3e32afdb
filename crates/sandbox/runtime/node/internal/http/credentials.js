// What a caller brings for TLS: a certificate with its key, and the authorities it trusts, as PEM.
const { Buffer, invalidArgument } = internals;
const { refuse } = require('internal/http/common');

const pemOf = (value, name) => {
  if (typeof value === 'string') return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
  throw invalidArgument(`options.${name}`, 'of type string or an instance of Buffer, TypedArray, or DataView', value);
};
const given = (value) => value !== undefined && value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0);
const all = (value, name) => (Array.isArray(value) ? value : [value]).map((one) => pemOf(one, name)).join('\n');

/** The key in the clear: one that a passphrase protects is opened here. */
const keyOf = (value, passphrase) => {
  const one = Array.isArray(value) ? value[0] : value;
  const isPair = one !== null && typeof one === 'object' && !ArrayBuffer.isView(one);
  const pem = pemOf(isPair ? one.pem : one, 'key');
  if (!pem.includes('ENCRYPTED')) return pem;
  const key = require('crypto').createPrivateKey({ key: pem, passphrase: isPair && one.passphrase !== undefined ? one.passphrase : passphrase });
  return key.export({ type: 'pkcs8', format: 'pem' });
};

/** Nothing where the options bring nothing. */
function credentials(options) {
  if (given(options.pfx)) refuse('the option pfx', "give the certificate as 'cert' and the key as 'key', both as PEM");
  const tls = {};
  if (given(options.ca)) tls.ca = all(options.ca, 'ca');
  if (given(options.cert)) tls.cert = all(options.cert, 'cert');
  if (given(options.key)) tls.key = keyOf(options.key, options.passphrase);
  return Object.keys(tls).length === 0 ? undefined : tls;
}

module.exports = { credentials };
