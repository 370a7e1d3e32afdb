exports.onExecutePostLogin = async (event, api) => {
  const { createHash, createHmac, timingSafeEqual, randomBytes, randomInt, randomUUID } = require('crypto');
  for (const a of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'SHA256']) console.log(a, createHash(a).update('he').update(Buffer.from('llo')).digest('hex'));
  console.log(createHmac('sha256', 'key').update('data').digest('base64'), createHmac('sha512', Buffer.alloc(200, 1)).update('').digest('hex').length, createHash('sha256').update('é', 'latin1').digest());
  console.log(timingSafeEqual(Buffer.from('a'), Buffer.from('a')), timingSafeEqual(Buffer.from('a'), Buffer.from('b')));
  console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(randomUUID()), crypto.randomUUID() !== crypto.randomUUID(), randomBytes(8).length, randomInt(5) < 5);
  const random = crypto.getRandomValues(new Uint8Array(8));
  console.log(random.length, random.some((x) => x > 0));
  try {
    createHash('nope');
  } catch (error) {
    console.log(error.message);
  }
  for (const f of [() => timingSafeEqual(Buffer.from('a'), Buffer.from('ab')), () => createHash('md5').update(5), () => crypto.getRandomValues(new Float32Array(1)), () => crypto.getRandomValues(new Uint8Array(70000))]) {
    try {
      f();
    } catch (error) {
      console.log(error.name, error.code ?? error.message);
    }
  }
  const h = createHash('md5').update('x');
  console.log(h.copy().digest('hex') === h.digest('hex'));
  try {
    h.digest();
  } catch (error) {
    console.log(error.code);
  }
};
