// `require`: the modules this host has. Anything else fails by its name.
const bufferModule = {
  Buffer, Blob, File, atob, btoa,
  SlowBuffer: (size) => Buffer.allocUnsafeSlow(size),
  kMaxLength: LONGEST_BUFFER, kStringMaxLength: 2 ** 29 - 24,
  constants: { MAX_LENGTH: LONGEST_BUFFER, MAX_STRING_LENGTH: 2 ** 29 - 24 },
  INSPECT_MAX_BYTES: 50,
};
const urlModule = {
  URL, URLSearchParams,
  fileURLToPath(url) {
    const record = isUrl(url) ? url : new URL(url);
    if (record.protocol !== 'file:') throw nodeError(NativeTypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    return decodePart(record.pathname);
  },
};
const modules = objectAssign(objectCreate(null), { crypto: cryptoModule, buffer: bufferModule, url: urlModule });

const makeRequire = () => {
  const known = (id) => modules[startsWith(id, 'node:') ? stringSlice(id, 5) : id];
  const missing = (id) => {
    const error = nodeError(NativeError, 'MODULE_NOT_FOUND', `Cannot find module '${id}': this host does not have it yet. ` +
      `It has ${arrayJoin(objectKeys(modules), ', ')}.`);
    error.requireStack = [];
    return error;
  };
  const checked = (id) => {
    if (typeof id !== 'string') throw invalidArgument('id', 'of type string', id);
    if (id === '') throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
    return id;
  };
  const require = function require(id) {
    const found = known(checked(id));
    if (found === undefined) throw missing(id);
    return found;
  };
  require.resolve = function resolve(id) {
    if (known(checked(id)) === undefined) throw missing(id);
    return id;
  };
  require.cache = objectCreate(null);
  require.main = undefined;
  return require;
};
