const { createPublicKey, createPrivateKey, generateKeyPairSync } = require('crypto');
const told = (name, make) => {
  try {
    console.log(name, make().type);
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const document = publicKey.export({ type: 'spki', format: 'der' });
  document[document.length - 1] ^= 1;
  told('off the curve', () => createPublicKey({ key: document, format: 'der', type: 'spki' }));
  const jwk = publicKey.export({ format: 'jwk' });
  for (const more of [{ y: jwk.x }, { x: undefined }, { crv: 'P-999' }, { crv: undefined }, { x: 'AA' }, { x: 5 }, { crv: 'P-384' }, { d: 'AA' }]) told(Object.keys(more)[0], () => createPublicKey({ key: { ...jwk, ...more }, format: 'jwk' }));
  told('no d', () => createPrivateKey({ key: jwk, format: 'jwk' }));
  const okp = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
  for (const more of [{}, { x: 'AA' }, { crv: 'nope' }, { x: undefined }, { crv: 'X25519' }]) told(Object.keys(more)[0], () => createPublicKey({ key: { ...okp, ...more }, format: 'jwk' }));
  told('no d', () => createPrivateKey({ key: okp, format: 'jwk' }));
  told('short d', () => createPrivateKey({ key: { ...okp, d: 'AA' }, format: 'jwk' }));
  const rsa = { kty: 'RSA', n: 'sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLOoWFsueri23bOdgWp4Dy1WlUzewbgBHod5pcM9H95GQRV3JDXboIRROSBigeC5yjU1hGzHHyXss8UDprecbAYxknTcQkhslANGRUZmdTOQ5qTRsLAt6BTYuyvVRdhS8exSZEy_c4gs_7svlJJQ4H9_NxsiIoLwAEk7-Q3UXERGYw_75IDrGA84-lA_-Ct4eTlXHBIY2EaV7t7LjJaynVJCpkv4LKjTTAumiGUIuQhrNhZLuF_RJLqHpM2kgWFLU7-VTdL1VbC2tejvcI2BlMkEpk1BzBZI0KQB0GaDWFLN-aEAw3vRw', e: 'AQAB' };
  for (const more of [{}, { n: undefined }, { e: undefined }, { e: 5 }]) told(Object.keys(more)[0], () => createPublicKey({ key: { ...rsa, ...more }, format: 'jwk' }));
  told('no d', () => createPrivateKey({ key: rsa, format: 'jwk' }));
  told('no p', () => createPrivateKey({ key: { ...rsa, d: 'AQAB' }, format: 'jwk' }));
};
