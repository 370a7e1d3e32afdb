const crypto = require('node:crypto');
const told = (make) => {
  try {
    const made = make();
    return made instanceof ArrayBuffer ? Buffer.from(made).toString('hex') : made?.toString?.('hex');
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};
exports.onExecutePostLogin = async () => {
  for (const make of [
    ...['md5', 'sha1', 'sha224', 'sha256', 'sha512', 'sha3-256'].map((digest) => () => crypto.pbkdf2Sync('password', 'salt', 20, 70, digest)),
    () => crypto.pbkdf2Sync('a', 'b', 1, 3, 'nope'), () => crypto.pbkdf2Sync('a', 'b', 0, 3, 'sha1'), () => crypto.pbkdf2Sync('a', 'b', 1, 3),
    () => crypto.scryptSync('password', 'salt', 40), () => crypto.scryptSync('password', 'salt', 10, { N: 1024, r: 4, p: 2 }),
    () => crypto.scryptSync('a', 'b', 3, { N: 3 }), () => crypto.scryptSync('a', 'b', 3, { N: 1 << 20 }), () => crypto.scryptSync('a', 'b', 0),
    () => crypto.hkdfSync('sha256', 'key', 'salt', 'info', 100), () => crypto.hkdfSync('sha512', Buffer.from('key'), '', '', 10),
    () => crypto.hkdfSync('nope', 'a', 'b', 'c', 3), () => crypto.hkdfSync('sha256', 'a', 'b', 'c', 1e6), () => crypto.hkdfSync('md5', 'a', 'b', 'c', 33),
  ]) console.log(told(make));
  await new Promise((done) => crypto.pbkdf2('a', 'b', 2, 8, 'sha256', (error, key) => done(console.log(error, key.toString('hex')))));
  await new Promise((done) => crypto.scrypt('a', 'b', 8, (error, key) => done(console.log(error, key.toString('hex')))));
  await new Promise((done) => crypto.hkdf('sha1', 'a', 'b', 'c', 8, (error, key) => done(console.log(error, Buffer.from(key).toString('hex')))));
};
