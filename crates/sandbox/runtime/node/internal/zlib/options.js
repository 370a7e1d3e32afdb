// What the options of `zlib` may be, and what the host is told of them.
const { Buffer, nodeError, invalidArgument, outOfRange, bytesOf } = internals;
const { constants } = require('internal/zlib/constants');

const isNumber = (value, name) => {
  if (value === undefined || Number.isNaN(value)) return false;
  if (typeof value !== 'number') throw invalidArgument(name, 'of type number', value);
  if (!Number.isFinite(value)) throw outOfRange(name, 'a finite number', value);
  return true;
};
const ranged = (options, key, from, to, standard) => {
  const name = `options.${key}`;
  const value = options?.[key];
  if (!isNumber(value, name)) return standard;
  if (value < from || value > to) throw outOfRange(name, to === Infinity ? `>= ${from}` : `>= ${from} and <= ${to}`, value);
  return value;
};
const { Z_NO_FLUSH, Z_BLOCK, Z_FINISH, Z_MIN_CHUNK, Z_DEFAULT_CHUNK, INFLATE, GZIP, GUNZIP, UNZIP, BROTLI_ENCODE } = constants;

/** What all streams have. */
const common = (options, flushes) => {
  const maximum = options?.maxOutputLength;
  if (isNumber(maximum, 'options.maxOutputLength') && (maximum < 1 || maximum > Number.MAX_SAFE_INTEGER)) {
    throw outOfRange('options.maxOutputLength', `>= 1 and <= ${Number.MAX_SAFE_INTEGER}`, maximum);
  }
  const chunkSize = ranged(options, 'chunkSize', Z_MIN_CHUNK, Infinity, Z_DEFAULT_CHUNK);
  const flush = ranged(options, 'flush', flushes.least, flushes.most, flushes.usual);
  const finishFlush = ranged(options, 'finishFlush', flushes.least, flushes.most, flushes.last);
  return { chunkSize, flush, finishFlush, maxOutputLength: maximum || Number.MAX_SAFE_INTEGER };
};
const zlibFlushes = { least: Z_NO_FLUSH, most: Z_BLOCK, usual: Z_NO_FLUSH, last: Z_FINISH };
const brotliFlushes = { least: 0, most: 3, usual: 0, last: 2 };

const dictionaryOf = (kind, options) => {
  const dictionary = options?.dictionary;
  if (dictionary === undefined) return undefined;
  const bytes = bytesOf(dictionary);
  if (bytes === undefined) throw invalidArgument('options.dictionary', 'an instance of Buffer, TypedArray, DataView, or ArrayBuffer', dictionary);
  return internals.base64(bytes);
};
const reading = [INFLATE, GUNZIP, UNZIP];
/** Options of the deflate family. */
const zlibOptions = (kind, options) => {
  const shared = common(options, zlibFlushes);
  const { windowBits: given } = options ?? {};
  const isWhatTheHeaderSays = (given == null || given === 0) && reading.includes(kind);
  const windowBits = isWhatTheHeaderSays ? 0 : ranged(options, 'windowBits', kind === GZIP || kind === GUNZIP ? 9 : 8, 15, 15);
  const level = ranged(options, 'level', -1, 9, -1);
  const memLevel = ranged(options, 'memLevel', 1, 9, 8);
  const strategy = ranged(options, 'strategy', 0, 4, 0);
  const dictionary = dictionaryOf(kind, options);
  return { ...shared, level, memLevel, strategy, fullFlush: constants.Z_FULL_FLUSH, head: { kind, level, window_bits: windowBits, dictionary } };
};

const isBrotliParameter = (key) => Number.isInteger(key) && key >= 0 && key <= 9;
/** Options of Brotli: its parameters by number. */
const brotliOptions = (kind, options) => {
  const shared = common(options, brotliFlushes);
  const parameters = {};
  for (const [key, value] of Object.entries(options?.params ?? {})) {
    if (!isBrotliParameter(+key) || `${+key}` !== key) throw nodeError(RangeError, 'ERR_BROTLI_INVALID_PARAM', `${key} is not a valid Brotli parameter`);
    if (typeof value !== 'number' && typeof value !== 'boolean') throw invalidArgument('options.params[key]', 'of type number', value);
    parameters[key] = Number(value);
  }
  if (parameters[constants.BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING] > 1) throw nodeError(Error, 'ERR_ZLIB_INITIALIZATION_FAILED', 'Initialization failed');
  if (kind !== BROTLI_ENCODE) return { ...shared, fullFlush: constants.BROTLI_OPERATION_FLUSH, head: { kind } };
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_MODE, BROTLI_PARAM_SIZE_HINT } = constants;
  const bounded = (value, from, to) => Math.trunc(Math.max(from, Math.min(to, value)));
  const level = bounded(parameters[BROTLI_PARAM_QUALITY] ?? 11, 0, 11);
  const head = { kind, level, window_bits: bounded(parameters[BROTLI_PARAM_LGWIN] ?? 22, 10, 24), is_text: parameters[BROTLI_PARAM_MODE] === constants.BROTLI_MODE_TEXT };
  if (parameters[BROTLI_PARAM_SIZE_HINT] > 0) head.input_bytes = bounded(parameters[BROTLI_PARAM_SIZE_HINT], 0, 2 ** 32);
  return { ...shared, fullFlush: constants.BROTLI_OPERATION_FLUSH, head };
};

/** Options of Zstandard, which is decompressed only. */
const zstdOptions = (kind, options) => {
  const shared = common(options, { least: 0, most: 2, usual: 0, last: 2 });
  for (const [key, value] of Object.entries(options?.params ?? {})) {
    if (+key !== constants.ZSTD_d_windowLogMax) throw nodeError(RangeError, 'ERR_ZSTD_INVALID_PARAM', `${key} is not a valid zstd parameter`);
    if (typeof value !== 'number' && typeof value !== 'boolean') throw invalidArgument('options.params[key]', 'of type number', value);
  }
  return { ...shared, fullFlush: constants.ZSTD_e_flush, head: { kind } };
};

/** Node's flush operations of Brotli and Zstandard as those of zlib, which the host knows. */
const hostFlush = (kind, flush) => (kind >= constants.BROTLI_DECODE ? [0, constants.Z_SYNC_FLUSH, Z_FINISH, 0][flush] ?? 0 : flush);

const bytesToPack = (value) => {
  if (typeof value === 'string') return Buffer.from(value);
  const bytes = bytesOf(value);
  if (bytes === undefined) throw invalidArgument('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', value);
  return bytes;
};

module.exports = { zlibOptions, brotliOptions, zstdOptions, hostFlush, bytesToPack };
