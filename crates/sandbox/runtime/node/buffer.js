// The module `buffer`.
const { Buffer, Blob, File, atob, btoa, LONGEST_BUFFER } = internals;

const LONGEST_STRING = 2 ** 29 - 24;
module.exports = {
  Buffer, Blob, File, atob, btoa,
  SlowBuffer: (size) => Buffer.allocUnsafeSlow(size),
  kMaxLength: LONGEST_BUFFER, kStringMaxLength: LONGEST_STRING,
  constants: { MAX_LENGTH: LONGEST_BUFFER, MAX_STRING_LENGTH: LONGEST_STRING },
  INSPECT_MAX_BYTES: 50,
};
