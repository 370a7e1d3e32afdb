// What JSON Web Keys call the algorithms (RFC 7518 and Web Cryptography, annex A).
const families = {
  'RSASSA-PKCS1-v1_5': (bits) => `RS${bits}`,
  'RSA-PSS': (bits) => `PS${bits}`,
  'RSA-OAEP': (bits) => (bits === '1' ? 'RSA-OAEP' : `RSA-OAEP-${bits}`),
  HMAC: (bits) => `HS${bits}`,
};
/** The `alg` of a key's algorithm, if it has one. */
const jwkName = ({ name, hash, length }) => {
  if (families[name] !== undefined) return families[name](hash.name.slice(4));
  if (name.startsWith('AES-')) return `A${length}${name.slice(4)}`;
  return name === 'Ed25519' ? name : undefined;
};
module.exports = { jwkName };
