// The module `string_decoder`: bytes that arrive in pieces, as text without broken characters.
const { nodeError, Buffer, received } = internals;

const nameOf = (encoding) => {
  const name = encoding === undefined || encoding === null || encoding === '' ? 'utf8' : `${encoding}`.toLowerCase();
  if (!Buffer.isEncoding(name)) throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  if (name === 'utf-8') return 'utf8';
  if (name === 'ucs2' || name === 'ucs-2' || name === 'utf-16le') return 'utf16le';
  return name === 'binary' ? 'latin1' : name;
};
/** How many bytes of a character that is not whole stand at the end. */
const unfinished = {
  __proto__: null,
  utf8(bytes) {
    for (let back = 1; back <= 3 && back <= bytes.length; back++) {
      const byte = bytes[bytes.length - back];
      if ((byte & 0xc0) === 0x80) continue;
      const size = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
      return size > back ? back : 0;
    }
    return 0;
  },
  utf16le(bytes) {
    if (bytes.length % 2 === 1) return 1;
    return bytes.length > 0 && (bytes[bytes.length - 1] & 0xfc) === 0xd8 ? 2 : 0;
  },
  base64: (bytes) => bytes.length % 3,
  base64url: (bytes) => bytes.length % 3,
};
const needed = { __proto__: null, utf8: (rest) => (rest[0] >= 0xf0 ? 4 : rest[0] >= 0xe0 ? 3 : 2), utf16le: () => 2, base64: () => 3, base64url: () => 3 };

/** The bytes of a character that is not whole. */
const pending = Symbol('pending');
function StringDecoder(encoding) {
  this.encoding = nameOf(encoding);
  Object.defineProperty(this, pending, { value: Buffer.alloc(0), writable: true });
}
StringDecoder.prototype.write = function write(chunk) {
  if (typeof chunk === 'string') return chunk;
  if (!ArrayBuffer.isView(chunk)) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "buf" argument must be an instance of Buffer, TypedArray, or DataView. Received ${received(chunk)}`);
  }
  const given = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const bytes = this[pending].length === 0 ? given : Buffer.concat([this[pending], given]);
  const keep = unfinished[this.encoding]?.(bytes) ?? 0;
  this[pending] = Buffer.from(bytes.subarray(bytes.length - keep));
  return bytes.toString(this.encoding, 0, bytes.length - keep);
};
StringDecoder.prototype.end = function end(chunk) {
  const text = chunk === undefined ? '' : this.write(chunk);
  const rest = this[pending];
  this[pending] = Buffer.alloc(0);
  return rest.length === 0 ? text : text + rest.toString(this.encoding);
};
StringDecoder.prototype.text = function text(chunk, offset) {
  this[pending] = Buffer.alloc(0);
  return this.write(chunk.subarray(offset));
};
const accessor = (name, get) => Object.defineProperty(StringDecoder.prototype, name, { get, enumerable: true, configurable: true });
accessor('lastChar', function () { return Buffer.concat([this[pending], Buffer.alloc(4)], 4); });
accessor('lastNeed', function () { return this[pending].length === 0 ? 0 : needed[this.encoding](this[pending]) - this[pending].length; });
accessor('lastTotal', function () { return this[pending].length === 0 ? 0 : needed[this.encoding](this[pending]); });
module.exports = { StringDecoder };
