// One stream of the host: pieces go in, pieces come out.
const { Buffer, hostCall, exactBuffer, nodeError } = internals;
const { codes, constants } = require('internal/zlib/constants');
const { hostFlush } = require('internal/zlib/options');

const PIECE = 64 * 1024;
const LONGEST_OUTPUT = 256 * 1024;
const nothing = new ArrayBuffer(0);

/** Errors of zlib have its number too. */
const numbered = (error) => {
  const errno = codes[error.code] ?? constants[error.code] ?? constants[String(error.code).replace('ERR__', 'BROTLI_DECODER_')];
  if (errno === undefined) return error;
  const told = new Error(error.message);
  return Object.assign(told, { errno, code: error.code });
};
const asked = (op, head, bytes) => {
  try {
    return hostCall(op, head, bytes);
  } catch (error) {
    throw numbered(error);
  }
};

class Codec {
  #id; #head;
  constructor(head) {
    this.#head = head;
    this.#id = JSON.parse(asked('zlib.open', head));
    this.hasEnded = false;
  }
  get kind() { return this.#head.kind; }
  /** Takes what fits of the bytes; `hasMore` says that there is more to come out of what went in. */
  run(bytes, flush, most) {
    const piece = bytes.length > PIECE ? bytes.subarray(0, PIECE) : bytes;
    const isLast = piece.length === bytes.length;
    const head = { id: this.#id, flush: isLast ? hostFlush(this.kind, flush) : 0, most: Math.min(most, LONGEST_OUTPUT) };
    const told = asked('zlib.run', head, piece.length === 0 ? nothing : exactBuffer(piece));
    const view = new DataView(told);
    const consumed = view.getUint32(0, true);
    this.hasEnded = view.getUint32(4, true) === 1;
    const output = new Uint8Array(told, 8);
    return { consumed, output, hasMore: !this.hasEnded && (output.length >= head.most || consumed < bytes.length) };
  }
  setLevel(level) {
    this.#head.level = level;
    asked('zlib.level', { id: this.#id, level });
  }
  /** From the beginning, as it was opened. */
  reset() {
    this.close();
    this.#id = JSON.parse(asked('zlib.open', this.#head));
    this.hasEnded = false;
  }
  close() {
    if (this.#id !== undefined) hostCall('zlib.close', { id: this.#id });
    this.#id = undefined;
  }
}

const tooLarge = (most) => nodeError(RangeError, 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${most} bytes`);
/** All of it at once: the bytes that come out, and how many went in. */
const whole = (settings, bytes) => {
  const codec = new Codec({ ...settings.head, input_bytes: bytes.length });
  try {
    const parts = [];
    let length = 0;
    for (let at = 0; ;) {
      const { consumed, output, hasMore } = codec.run(bytes.subarray(at), settings.finishFlush, LONGEST_OUTPUT);
      at += consumed;
      length += output.length;
      if (length > settings.maxOutputLength) throw tooLarge(settings.maxOutputLength);
      parts.push(output);
      if (!hasMore) return { buffer: parts.length === 1 ? Buffer.from(output.buffer, 8, length) : Buffer.concat(parts, length), read: at };
    }
  } finally {
    codec.close();
  }
};

module.exports = { Codec, whole };
