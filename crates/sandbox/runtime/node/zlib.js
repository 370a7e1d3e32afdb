// The module `zlib`: compression is the host's, the shape is here.
const { Buffer, hostCall, exactBuffer, bytesOf, invalidArgument, outOfRange, unsupported } = internals;
const { constants, codes } = require('internal/zlib/constants');
const { classes, sync, later } = require('internal/zlib/streams');

function crc32(data, value = 0) {
  const bytes = typeof data === 'string' ? Buffer.from(data) : ArrayBuffer.isView(data) ? bytesOf(data) : undefined;
  if (bytes === undefined) throw invalidArgument('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  if (typeof value !== 'number') throw invalidArgument('value', 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange('value', 'an integer', value);
  if (value < 0 || value > 0xffffffff) throw outOfRange('value', '>= 0 && <= 4294967295', value);
  return JSON.parse(hostCall('zlib.crc32', { value }, exactBuffer(bytes)));
}

const { DEFLATE, INFLATE, GZIP, GUNZIP, DEFLATERAW, INFLATERAW, UNZIP, BROTLI_DECODE, BROTLI_ENCODE, ZSTD_DECOMPRESS } = constants;
const functions = {
  deflate: DEFLATE, gzip: GZIP, deflateRaw: DEFLATERAW, unzip: UNZIP, inflate: INFLATE, gunzip: GUNZIP, inflateRaw: INFLATERAW,
  brotliCompress: BROTLI_ENCODE, brotliDecompress: BROTLI_DECODE, zstdDecompress: ZSTD_DECOMPRESS,
};
const zlib = { crc32, ...classes };
const whyNot = 'Zstandard is decompressed only; use gzip or Brotli';
for (const [name, kind] of Object.entries(functions)) {
  zlib[name] = later(name, kind);
  zlib[`${name}Sync`] = sync(`${name}Sync`, kind);
}
for (const name of ['ZstdCompress', 'zstdCompress', 'zstdCompressSync', 'createZstdCompress']) zlib[name] = unsupported(`zlib.${name}`, whyNot);
for (const [name, Class] of Object.entries(classes)) {
  zlib[`create${name}`] = { [`create${name}`](options) { return new Class(options); } }[`create${name}`];
}
Object.defineProperty(zlib, 'constants', { value: constants, enumerable: true });
Object.defineProperty(zlib, 'codes', { value: codes, enumerable: true });
module.exports = zlib;
