const crypto = require('crypto');
const { PassThrough } = require('stream');
const { pipeline } = require('stream/promises');
const told = (call) => {
  try {
    return call();
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message.split('\n')[0]}`;
  }
};
exports.onExecutePostLogin = async () => {
  const key = Buffer.alloc(32, 1);
  const iv = Buffer.alloc(16, 2);
  const text = 'größer als ein Block: 你好世界你好世界你好世界 🎉🎉🎉🎉';
  for (const cipher of ['aes-256-cbc', 'aes-256-ctr', 'aes-256-gcm']) {
    for (const encoding of ['base64', 'base64url', 'hex', 'latin1', 'utf16le']) {
      const c = crypto.createCipheriv(cipher, key, iv);
      const sealed = [c.update(text, 'utf8', encoding), c.update('more', 'utf8', encoding), c.final(encoding)];
      console.log(cipher, encoding, JSON.stringify(sealed));
    }
    const c = crypto.createCipheriv(cipher, key, iv);
    const sealed = Buffer.concat([c.update(text, 'utf8'), c.final()]);
    const d = crypto.createDecipheriv(cipher, key, iv);
    if (cipher.endsWith('gcm')) d.setAuthTag(c.getAuthTag());
    const pieces = [];
    for (let at = 0; at < sealed.length; at += 7) pieces.push(d.update(sealed.subarray(at, at + 7), undefined, 'utf8'));
    pieces.push(d.final('utf8'));
    console.log(pieces.join('') === text, pieces.length);
  }
  const cipher = () => {
    const c = crypto.createCipheriv('aes-256-cbc', key, iv);
    c.update('test', 'utf8', 'utf8');
    return c;
  };
  console.log(told(() => cipher().update('66', 'hex', 'hex')), told(() => cipher().final('hex')), told(() => cipher().final('bad')), told(() => cipher().final('utf-8').length));
  const h = crypto.createHash('sha256');
  const ended = await new Promise((resolve) => {
    const source = new PassThrough();
    source.pipe(h).on('data', resolve).setEncoding('hex');
    source.end('aoeu');
  });
  console.log(ended === h.digest('hex'), told(() => h.digest()), h.readable, h.writable);
  const mac = crypto.createHmac('sha1', 'k');
  await pipeline(async function* () { yield 'a'; yield 'b'; }, mac);
  console.log(mac.read().toString('hex'), mac.writableFinished, mac.readableLength);
  for (const args of [[undefined, 'x'], ['sha1', {}], ['sha1', 'x', null], ['sha1', 'x', 'no'], ['sha1', 'x', 'base64'], ['sha1', 'x']]) console.log(told(() => crypto.hash(...args)));
  for (const options of [1, null, { disableEntropyCache: '' }, { disableEntropyCache: true }]) console.log(told(() => crypto.randomUUID(options).length));
  for (const options of [null, 1, { keyLength: '' }, { ivLength: true }, { keyLength: 16 }]) console.log(told(() => crypto.getCipherInfo('aes-128-cbc', options)));
  console.log(crypto.createHash('shake256', { outputLength: 0 }).copy().digest('hex'), crypto.createHash('shake128').copy({ outputLength: 5 }).digest('hex'));
};
