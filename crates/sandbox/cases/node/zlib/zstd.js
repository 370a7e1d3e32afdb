const zlib = require('zlib');
const { text } = require('stream/consumers');
const tell = (error) => console.log(error?.name, error?.code, error?.errno, error?.message);
const attempt = (call) => {
  try {
    console.log(call());
  } catch (error) {
    tell(error);
  }
};
const packed = Buffer.from('28b52ffd602c006d00003068656c6c6f20010023514b11', 'hex');
exports.onExecutePostLogin = async () => {
  console.log(zlib.zstdDecompressSync(packed).toString() === 'hello '.repeat(50), zlib.zstdDecompressSync(Buffer.from('28b52ffd24010900007823110483', 'hex')).toString());
  attempt(() => zlib.zstdDecompressSync('nope'));
  attempt(() => zlib.zstdDecompressSync(packed.subarray(0, 12)).length);
  attempt(() => zlib.zstdDecompressSync(Buffer.concat([packed, Buffer.from('more')])).length);
  attempt(() => zlib.zstdDecompressSync(packed, { maxOutputLength: 3 }));
  attempt(() => zlib.zstdDecompressSync(Buffer.from('28b52ffd00d80100006162', 'hex')));
  attempt(() => zlib.zstdDecompressSync(packed, { flush: 9 }));
  const stream = zlib.createZstdDecompress();
  for (const byte of packed) stream.write(Buffer.from([byte]));
  stream.end();
  console.log((await text(stream)).length, stream instanceof zlib.ZstdDecompress);
};
