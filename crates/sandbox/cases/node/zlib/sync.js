const zlib = require('zlib');
const { promisify } = require('util');
const { constants } = zlib;
const tell = (error) => console.log(error?.name, error?.code, error?.errno, error?.message);
const attempt = (call) => {
  try {
    console.log(call());
  } catch (error) {
    tell(error);
  }
};
const text = 'A text that repeats itself, a text that repeats itself. '.repeat(300);
const noise = Buffer.from(Array.from({ length: 70000 }, (_, at) => (at * at * 31 + (at >> 3)) & 0xff));
exports.onExecutePostLogin = async () => {
  for (const [there, back] of [['gzip', 'gunzip'], ['deflate', 'inflate'], ['deflateRaw', 'inflateRaw'], ['gzip', 'unzip'], ['deflate', 'unzip'], ['brotliCompress', 'brotliDecompress']]) {
    for (const input of [text, noise, '', Buffer.alloc(200000), new Uint16Array([1, 2, 3]), new DataView(new ArrayBuffer(4)), new ArrayBuffer(3)]) {
      const packed = zlib[`${there}Sync`](input);
      const unpacked = zlib[`${back}Sync`](packed);
      const bytes = typeof input === 'string' ? Buffer.from(input) : Buffer.from(input.buffer ?? input, input.byteOffset ?? 0, input.byteLength);
      console.log(there, back, unpacked.length, unpacked.equals(bytes), Buffer.isBuffer(packed), packed.length < Math.max(60, bytes.length / 2) || input === noise);
    }
  }
  console.log(zlib.gzipSync('hi').subarray(0, 10), zlib.deflateSync('hi'), zlib.deflateSync('hi', { level: 0 }), zlib.deflateRawSync('hi'));
  console.log(zlib.gunzipSync(Buffer.from('1f8b0800000000000003cbc80400ac2a93d802000000', 'hex')).toString(), zlib.brotliDecompressSync(Buffer.from('CwKAaGVsbG8D', 'base64')).toString());
  console.log(zlib.gunzipSync(Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')])).toString(), zlib.gunzipSync(Buffer.concat([zlib.gzipSync('padded'), Buffer.alloc(8)])).toString());
  attempt(() => zlib.gunzipSync('nope'));
  attempt(() => zlib.inflateSync(Buffer.from('nope')));
  attempt(() => zlib.unzipSync(Buffer.from('nope')));
  attempt(() => zlib.inflateRawSync(Buffer.alloc(9, 0xff)));
  attempt(() => zlib.gunzipSync(zlib.gzipSync(text).subarray(0, 40)));
  attempt(() => zlib.gunzipSync(''));
  attempt(() => zlib.inflateSync(''));
  attempt(() => zlib.brotliDecompressSync(''));
  attempt(() => zlib.brotliDecompressSync('nope'));
  attempt(() => zlib.gunzipSync(Buffer.from('1f8b0800000000000003cbc80400ac2a93d802000000', 'hex').subarray(0, 13), { finishFlush: constants.Z_SYNC_FLUSH }).toString());
  const damaged = zlib.gzipSync(text);
  damaged[damaged.length - 6] ^= 1;
  attempt(() => zlib.gunzipSync(damaged));
  attempt(() => zlib.gunzipSync(Buffer.concat([zlib.gzipSync('x'), Buffer.from('trailing')])));
  attempt(() => zlib.inflateSync(Buffer.concat([zlib.deflateSync('x'), Buffer.from('trailing')])).toString());
  for (const maxOutputLength of [10, text.length - 1, text.length]) attempt(() => zlib.gunzipSync(zlib.gzipSync(text), { maxOutputLength }).length);
  const dictionary = Buffer.from('A text that repeats itself');
  attempt(() => zlib.inflateSync(zlib.deflateSync('repeats itself', { dictionary }), { dictionary }).toString());
  attempt(() => zlib.inflateRawSync(zlib.deflateRawSync('repeats itself', { dictionary }), { dictionary }).toString());
  attempt(() => zlib.inflateSync(zlib.deflateSync('repeats itself', { dictionary })));
  attempt(() => zlib.inflateSync(zlib.deflateSync('repeats itself', { dictionary }), { dictionary: Buffer.from('other') }));
  for (const options of [{ level: 10 }, { level: 'a' }, { level: NaN }, { windowBits: 3 }, { chunkSize: 3 }, { dictionary: 5 }, { flush: 99 }, { strategy: 99 }, { memLevel: 99 }, { maxOutputLength: 0 }, { finishFlush: -1 }, { level: Infinity }]) {
    attempt(() => zlib.gunzipSync(zlib.gzipSync('ok', options)).toString());
  }
  attempt(() => zlib.gzipSync(5));
  attempt(() => zlib.gzipSync());
  attempt(() => zlib.gzip('x'));
  attempt(() => zlib.brotliCompressSync('x', { params: { 99: 1 } }));
  attempt(() => zlib.brotliCompressSync('x', { params: { [constants.BROTLI_PARAM_QUALITY]: 'a' } }));
  attempt(() => zlib.brotliDecompressSync(zlib.brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })).length);
  attempt(() => zlib.deflateRawSync('x', { windowBits: 8 }).length);
  attempt(() => zlib.inflateSync(zlib.deflateSync('x', { windowBits: 10 }), { windowBits: 0 }).toString());
  console.log(zlib.crc32('hello'), zlib.crc32(Buffer.from('hello')), zlib.crc32('world', zlib.crc32('hello ')), zlib.crc32('', 5));
  attempt(() => zlib.crc32(5));
  attempt(() => zlib.crc32('x', -1));
  attempt(() => zlib.crc32('x', 'y'));
  const told = await promisify(zlib.gzip)('promised');
  console.log((await promisify(zlib.gunzip)(told)).toString());
  await promisify(zlib.gunzip)('bad').catch(tell);
  await promisify(zlib.gunzip)(zlib.gzipSync(text), { maxOutputLength: 3 }).catch(tell);
  await new Promise((resolve) => {
    zlib.brotliCompress('called back', (error, packed) => {
      console.log(error, zlib.brotliDecompressSync(packed).toString());
      resolve();
    });
    console.log('first');
  });
  const { buffer, engine } = zlib.gzipSync('x', { info: true });
  console.log(zlib.gunzipSync(buffer).toString(), engine.constructor.name);
  console.log(zlib.codes, JSON.stringify(constants), Object.keys(zlib).sort().join());
};
