// What the functions of `fs` may be given.
const { nodeError, invalidArgument, inspect, isUrl, encodingOf } = internals;

const wrongValue = (message) => nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', message);
const fromUrl = (url) => {
  if (url.protocol !== 'file:') throw nodeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  return decodeURIComponent(url.pathname);
};

/** A path as text. */
const pathOf = (value, name = 'path') => {
  let text = value;
  if (isUrl(value)) text = fromUrl(value);
  else if (value instanceof Uint8Array) text = internals.Buffer.from(value).toString();
  if (typeof text !== 'string') throw invalidArgument(name, 'of type string or an instance of Buffer or URL', value);
  if (text.includes('\0')) throw wrongValue(`The argument '${name}' must be a string, Uint8Array, or URL without null bytes. Received ${inspect(value)}`);
  return text;
};
const encodingFrom = (options) => {
  const encoding = typeof options === 'string' ? options : options?.encoding;
  if (encoding === undefined || encoding === null || encoding === 'buffer') return undefined;
  try {
    return encodingOf(encoding);
  } catch {
    throw wrongValue(`The argument 'encoding' is invalid encoding. Received ${inspect(encoding)}`);
  }
};
const flagsOf = (flags) => {
  if (flags === undefined || flags === null) return 'r';
  const isKnown = typeof flags === 'number' || /^(r|rs|sr|r\+|rs\+|sr\+|w|wx|xw|w\+|wx\+|xw\+|a|ax|xa|as|sa|a\+|ax\+|xa\+|as\+|sa\+)$/.test(flags);
  if (!isKnown) throw wrongValue(`The argument 'flags' is invalid. Received ${inspect(flags)}`);
  return flags;
};
const isForReading = (flags) => (typeof flags === 'number' ? (flags & 0o103) === 0 : /^r?s?r?$/.test(flags));
const callbackOf = (callback) => {
  if (typeof callback !== 'function') throw invalidArgument('cb', 'of type function', callback);
  return callback;
};
const descriptorOf = (fd) => {
  if (typeof fd !== 'number') throw invalidArgument('fd', 'of type number', fd);
  if (!Number.isInteger(fd)) throw internals.outOfRange('fd', 'an integer', fd);
  if (fd < 0 || fd > 2 ** 31 - 1) throw internals.outOfRange('fd', '>= 0 && <= 2147483647', fd);
  return fd;
};

module.exports = { pathOf, encodingFrom, flagsOf, isForReading, callbackOf, descriptorOf };
