const zlib = require('zlib');
exports.onExecutePostLogin = async () => {
  const member = zlib.gzipSync(Buffer.alloc(1 << 20), { level: 1 });
  const bomb = Buffer.concat(Array(100).fill(member));
  for (const unpack of [() => zlib.gunzipSync(bomb, { maxOutputLength: 1 << 20 }), () => zlib.brotliDecompressSync(zlib.brotliCompressSync(Buffer.alloc(1 << 20), { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }), { maxOutputLength: 1000 })]) {
    try {
      unpack();
    } catch (error) {
      console.log(bomb.length < 1 << 20, error.name, error.code);
    }
  }
  zlib.gunzipSync(bomb);
  console.log('never');
};
