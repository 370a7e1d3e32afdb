// The module `url`.
const { URL, URLSearchParams, isUrl, decodePart, nodeError } = internals;

module.exports = {
  URL, URLSearchParams,
  fileURLToPath(url) {
    const record = isUrl(url) ? url : new URL(url);
    if (record.protocol !== 'file:') throw nodeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    return decodePart(record.pathname);
  },
};
