// `URL.createObjectURL`: a name for a Blob, as long as the execution lasts.
const { Blob, invalidArgument, URL } = internals;
const { randomUUID } = require('internal/crypto/random');

const PREFIX = 'blob:nodedata:';
const blobs = new Map();

module.exports = {
  createObjectURL(blob) {
    if (!(blob instanceof Blob)) throw invalidArgument('obj', 'an instance of Blob', blob);
    const url = PREFIX + randomUUID();
    blobs.set(url, blob);
    return url;
  },
  revokeObjectURL(url) { blobs.delete(`${url}`); },
  resolveObjectURL(url) { return blobs.get(URL.parse(`${url}`)?.href); },
};
