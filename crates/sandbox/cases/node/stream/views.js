const { Readable, Writable } = require('stream');
const zlib = require('zlib');
const told = (call) => {
  try {
    return call();
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message}`;
  }
};
exports.onExecutePostLogin = async () => {
  const source = new Readable({ read() {} });
  source.push(new Uint16Array([0x4241]));
  source.push(new DataView(new Uint8Array([67, 68]).buffer));
  source.unshift(new Int8Array([64]));
  source.push(null);
  const pieces = [];
  for await (const piece of source) pieces.push(piece.toString());
  console.log(pieces.join(''));
  const objects = new Readable({ objectMode: true, read() {} });
  objects.push(new Int8Array(1));
  console.log(objects.read());
  const sink = new Writable({ write(chunk, encoding, done) { done(); } });
  await new Promise((resolve) => sink.end('x', (error) => {
    console.log(error);
    resolve();
  }));
  const failing = new Writable({ write(chunk, encoding, done) { done(new Error('no')); } });
  failing.on('error', () => {});
  await new Promise((resolve) => failing.end('x', (error) => {
    console.log(error.message);
    resolve();
  }));
  const { constants } = zlib;
  for (const params of [{ 10000: 0 }, { 0: 0, '00': 0 }, { [constants.BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING]: 42 }]) console.log(told(() => zlib.createBrotliCompress({ params })));
  console.log(told(() => new zlib.Gunzip({ objectMode: true }).write({})), new zlib.Gzip({ objectMode: true, encoding: 'hex' }).readableEncoding);
};
