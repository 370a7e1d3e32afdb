const crypto = require('crypto');
const told = (make) => {
  try {
    return make();
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};
exports.onExecutePostLogin = async () => {
  process.noDeprecation = true;
  for (const name of ['md5', 'sha1', 'sha224', 'sha256', 'SHA512', 'RSA-SHA384', 'sha512-256', 'sha512-224', 'sha3-224', 'sha3-256', 'sha3-384',
    'sha3-512', 'shake128', 'shake256', 'ripemd160', 'rmd160', 'blake2b512', 'blake2s256', 'md5-sha1', 'md5WithRSAEncryption']) {
    const hash = crypto.createHash(name);
    for (let i = 0; i < 50; i++) hash.update(`part ${i}`);
    const copy = hash.copy().update('more');
    console.log(name, hash.digest('hex'), copy.digest('base64'));
    if (!name.startsWith('shake')) console.log(crypto.createHmac(name, 'key'.repeat(60)).update('text').digest('hex'));
  }
  console.log(crypto.createHash('shake256', { outputLength: 7 }).update('a').digest('hex'), crypto.hash('sha1', 'text'), crypto.hash('sha1', Buffer.from('text'), 'base64'));
  for (const make of [
    () => crypto.createHash('nope'), () => crypto.createHmac('nope', 'k'), () => crypto.createHash('sha256', { outputLength: 5 }),
    () => crypto.createHash(5), () => crypto.createHash('md5').update(5), () => crypto.createHmac('md5'),
    () => { const hash = crypto.createHash('md5'); hash.digest(); hash.update('a'); },
    () => { const hash = crypto.createHash('md5'); hash.digest(); hash.digest(); },
    () => { const hash = crypto.createHmac('md5', 'a'); hash.digest(); return hash.digest('hex') === ''; },
    () => crypto.createHmac('sha256', crypto.createSecretKey(Buffer.from('key'))).update('a').digest('hex'),
    () => crypto.createHash('md5') instanceof crypto.Hash, () => crypto.Hash('md5').update('a').digest('hex'),
  ]) console.log(told(make));
};
