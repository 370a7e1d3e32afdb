const crypto = require('crypto');
const told = (make) => {
  try {
    return make();
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};
const key = (length) => Buffer.alloc(length, 7);
const sizes = [0, 1, 5, 16, 17, 31, 32, 3];
exports.onExecutePostLogin = async () => {
  for (const name of ['aes-128-cbc', 'aes-192-cbc', 'AES-256-CBC', 'aes-128-ctr', 'aes-256-ctr', 'aes-128-ecb', 'aes-256-ecb', 'aes-128-gcm', 'aes-192-gcm',
    'aes-256-gcm', 'chacha20-poly1305', 'aes128']) {
    const info = crypto.getCipherInfo(name);
    const iv = info.ivLength ? Buffer.alloc(info.ivLength, 9) : null;
    const isSealing = name.includes('gcm') || name.includes('poly');
    const cipher = crypto.createCipheriv(name, key(info.keyLength), iv);
    if (isSealing) cipher.setAAD(Buffer.from('about'));
    const parts = sizes.map((size) => cipher.update(Buffer.alloc(size, size)));
    parts.push(cipher.final());
    const sealed = Buffer.concat(parts);
    console.log(name, JSON.stringify(info), parts.map((part) => part.length).join(), sealed.toString('hex'), isSealing && cipher.getAuthTag().toString('hex'));
    const decipher = crypto.createDecipheriv(name, key(info.keyLength), iv);
    if (isSealing) decipher.setAAD(Buffer.from('about')).setAuthTag(cipher.getAuthTag());
    const opened = [];
    for (let at = 0; at < sealed.length; at += 24) opened.push(decipher.update(sealed.subarray(at, at + 24)));
    opened.push(decipher.final());
    console.log(opened.map((part) => part.length).join(), Buffer.concat(opened).toString('hex'));
  }
  const iv = key(16);
  const make = (name, iv_ = iv, length = 16, options = undefined) => crypto.createCipheriv(name, key(length), iv_, options);
  const open = (name, iv_ = iv, length = 16, options = undefined) => crypto.createDecipheriv(name, key(length), iv_, options);
  for (const work of [
    () => { const x = make('aes-128-gcm', key(20)); return x.update('hello', 'utf8', 'hex') + x.final('hex') + x.getAuthTag().toString('hex'); },
    () => { const x = make('aes-128-gcm', key(12), 16, { authTagLength: 12 }); x.final(); return x.getAuthTag().toString('hex'); },
    () => make('nope'), () => make('aes-128-cbc', 'b'), () => make('aes-128-cbc', null), () => make('aes-128-ecb'), () => make('aes-128-cbc', iv, 15),
    () => make('aes-128-gcm', Buffer.alloc(0)), () => make('chacha20-poly1305', iv, 32),
    () => { const x = make('aes-128-cbc'); x.final(); x.final(); }, () => { const x = make('aes-128-cbc'); x.final(); x.update('a'); },
    () => { const x = open('aes-128-cbc'); x.update('a'); x.final(); }, () => { const x = open('aes-128-cbc'); x.update(Buffer.alloc(32)); x.final(); },
    () => { const x = make('aes-128-cbc'); x.setAutoPadding(false); x.update('a'); x.final(); },
    () => { const x = open('aes-128-gcm', key(12)); x.update('a'); x.final(); },
    () => { const x = open('aes-128-gcm', key(12)); x.setAuthTag(iv); x.update('a'); x.final(); },
    () => open('aes-128-gcm', key(12)).setAuthTag(key(3)), () => make('aes-128-gcm', key(12)).getAuthTag(), () => make('aes-128-cbc').setAAD(iv),
    () => make('aes-128-cbc').getAuthTag(), () => crypto.getCipherInfo('nope'),
  ]) console.log(told(work));
};
