const zlib = require('zlib');
const { Readable, Writable, Transform, pipeline: piped } = require('stream');
const { pipeline, finished } = require('stream/promises');
const { text: textOf, buffer: bufferOf } = require('stream/consumers');
const { constants } = zlib;
const tell = (error) => console.log(error?.name, error?.code, error?.errno, error?.message);
const text = 'A text that repeats itself, a text that repeats itself. '.repeat(3000);
exports.onExecutePostLogin = async () => {
  for (const [there, back] of [['Gzip', 'Gunzip'], ['Deflate', 'Inflate'], ['DeflateRaw', 'InflateRaw'], ['Gzip', 'Unzip'], ['BrotliCompress', 'BrotliDecompress']]) {
    const pack = zlib[`create${there}`]();
    const unpack = zlib[`create${back}`]();
    const parts = [];
    await pipeline(Readable.from([text.slice(0, 100), text.slice(100)]), pack, unpack, new Writable({ write(chunk, encoding, callback) { parts.push(chunk); callback(); } }));
    console.log(there, back, Buffer.concat(parts).toString() === text, Math.max(...parts.map((part) => part.length)), pack.bytesWritten, unpack instanceof zlib[back], unpack instanceof Transform);
  }
  const gzip = zlib.createGzip({ level: 9 });
  gzip.write('flushed');
  await new Promise((resolve) => gzip.flush(resolve));
  const first = gzip.read();
  console.log(zlib.gunzipSync(first, { finishFlush: constants.Z_SYNC_FLUSH }).toString());
  await new Promise((resolve) => gzip.params(1, constants.Z_DEFAULT_STRATEGY, resolve));
  gzip.end(' and ended');
  console.log(zlib.gunzipSync(Buffer.concat([first, await bufferOf(gzip)])).toString());
  const gunzip = zlib.createGunzip();
  gunzip.on('error', (error) => {
    tell(error);
  });
  gunzip.write('nope');
  await new Promise((resolve) => gunzip.on('close', resolve));
  console.log(gunzip.destroyed);
  await pipeline(Readable.from([zlib.gzipSync(text).subarray(0, 100)]), zlib.createGunzip(), new Writable({ write(chunk, encoding, callback) { callback(); } })).catch(tell);
  const empty = zlib.createInflate();
  empty.end();
  empty.resume();
  await finished(empty).catch(tell);
  const trailing = zlib.createInflate();
  trailing.end(Buffer.concat([zlib.deflateSync('body'), Buffer.from('trailing')]));
  console.log(await textOf(trailing));
  const members = zlib.createGunzip();
  const both = Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')]);
  for (const byte of both) members.write(Buffer.from([byte]));
  members.end();
  console.log(await textOf(members), members.bytesWritten === both.length);
  const slow = zlib.createGunzip({ chunkSize: 64 });
  slow.end(zlib.gzipSync('x'.repeat(1000)));
  let total = 0;
  for await (const chunk of slow) {
    total += chunk.length;
    await new Promise(setImmediate);
  }
  console.log(total);
  const closed = zlib.createDeflate();
  await new Promise((resolve) => closed.close(() => resolve()));
  console.log(closed.destroyed, closed._closed);
  closed.on('error', tell);
  closed.write('late');
  await new Promise(setImmediate);
  for (const call of [() => zlib.createGzip({ level: 11 }), () => zlib.createBrotliCompress({ params: { 77: 1 } }), () => zlib.createInflate({ windowBits: 99 }), () => new zlib.Gzip({ chunkSize: 1 })]) {
    try {
      call();
    } catch (error) {
      tell(error);
    }
  }
  console.log(zlib.Gzip() instanceof zlib.Gzip, zlib.createGzip().constructor.name, zlib.createGzip()._level, zlib.createGzip().readableHighWaterMark);
  const again = zlib.createDeflate();
  again.write('first');
  await new Promise((resolve) => again.flush(resolve));
  again.read();
  again.reset();
  again.end('second');
  console.log(zlib.inflateSync(await bufferOf(again)).toString());
  for (const format of ['gzip', 'deflate', 'deflate-raw', 'brotli']) {
    const packed = new Response('web').body.pipeThrough(new CompressionStream(format));
    console.log(await new Response(packed.pipeThrough(new DecompressionStream(format))).text());
  }
  console.log(new DecompressionStream('gzip'));
  try {
    new CompressionStream('zip');
  } catch (error) {
    tell(error);
  }
  await new Response(new Response('not gzip').body.pipeThrough(new DecompressionStream('gzip'))).text().catch((error) => console.log(error.name, error.code));
  void piped;
};
