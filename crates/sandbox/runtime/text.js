// TextEncoder, TextDecoder, atob, btoa, over the host's helpers.
/** Most of what is asked is a view; a brand that is not there costs an error. */
const isBuffer = (value) => !isView(value) && (brand(arrayBufferLength, value) || brand(sharedBufferLength, value));
/** The bytes of an ArrayBuffer, shared or not, or of a view, as a Uint8Array over the same memory; undefined for anything else. */
const bytesOf = (value) => {
  if (isView(value)) {
    // A view of nothing may have lost its memory.
    if (typedTag(value) !== undefined) return typedByteLength(value) === 0 ? new Bytes(0) : new Bytes(typedBuffer(value), typedByteOffset(value), typedByteLength(value));
    return new Bytes(dataViewBuffer(value), dataViewByteOffset(value), dataViewByteLength(value));
  }
  if (isObject(value) && isBuffer(value)) return brand(arrayBufferLength, value) && arrayBufferLength(value) === 0 ? new Bytes(0) : new Bytes(value);
  return undefined;
};
/** What the host takes is memory of one's own. */
const exactBuffer = (bytes) => {
  const buffer = typedBuffer(bytes);
  if (!brand(arrayBufferLength, buffer)) return typedBuffer(new Bytes(bytes));
  const start = typedByteOffset(bytes);
  const length = typedByteLength(bytes);
  if (start === 0 && length === arrayBufferLength(buffer)) return buffer;
  return arrayBufferSlice(buffer, start, start + length);
};
const utf8 = (text) => new Bytes(lw.utf8Encode(text));
const fromUtf8 = (bytes) => lw.utf8Decode(typedBuffer(bytes), typedByteOffset(bytes), typedByteLength(bytes), false);

class TextEncoder {
  get encoding() { return 'utf-8'; }
  encode(input = '') { return utf8(`${input}`); }
  encodeInto(source, target) {
    if (!isView(target) || typedTag(target) !== 'Uint8Array') throw invalidArgument('dest', 'an instance of Uint8Array', target);
    const text = `${source}`;
    let read = 0;
    let written = 0;
    const room = typedLength(target);
    while (read < text.length) {
      const code = codePointAt(text, read);
      const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (written + size > room) break;
      written += size;
      read += code > 0xffff ? 2 : 1;
    }
    if (written > 0) typedSet(target, utf8(stringSlice(text, 0, read)));
    return { read, written };
  }
}
webInterface(TextEncoder, 'TextEncoder', ['encoding', 'encode', 'encodeInto']);

/** Without what counts as a blank around a label: five characters, where `trim` takes many more. */
const withoutBlanks = (text) => {
  let start = 0;
  let end = text.length;
  while (start < end && arrayIncludes(blanks, text[start])) start++;
  while (end > start && arrayIncludes(blanks, text[end - 1])) end--;
  return stringSlice(text, start, end);
};
const utf8Labels = ['utf-8', 'utf8', 'unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'x-unicode20utf8'];
class TextDecoder {
  #encoding; #fatal; #ignoreBOM; #rest = new Bytes(0); #seenStart = false;
  constructor(label = 'utf-8', options = undefined) {
    const name = toLowerCase(withoutBlanks(`${label}`));
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
    this.#encoding = arrayIncludes(utf8Labels, name) ? 'utf-8' : knownEncoding(name, label);
  }
  get encoding() { return this.#encoding; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBOM; }
  decode(input = undefined, options = undefined) {
    const given = input === undefined ? new Bytes(0) : bytesOf(input);
    if (given === undefined) throw invalidArgument('list', 'an instance of ArrayBuffer or ArrayBufferView', input);
    const stream = Boolean(options?.stream);
    let bytes = given;
    if (this.#rest.length > 0) {
      bytes = new Bytes(this.#rest.length + given.length);
      typedSet(bytes, this.#rest);
      typedSet(bytes, given, this.#rest.length);
    }
    const keep = stream ? incompleteTail(this.#encoding, bytes) : 0;
    this.#rest = keep === 0 ? new Bytes(0) : new Bytes(arrayBufferSlice(exactBuffer(bytes), bytes.length - keep));
    if (keep > 0) bytes = new Bytes(typedBuffer(bytes), typedByteOffset(bytes), bytes.length - keep);
    let text = this.#decode(bytes);
    if (!this.#seenStart && text !== '') {
      if (!this.#ignoreBOM && charCodeAt(text, 0) === 0xfeff) text = stringSlice(text, 1);
      this.#seenStart = true;
    }
    if (!stream) this.#seenStart = false;
    return text;
  }
  #decode(bytes) {
    try {
      if (this.#encoding === 'utf-8') {
        return lw.utf8Decode(typedBuffer(bytes), typedByteOffset(bytes), typedByteLength(bytes), this.#fatal);
      }
      const head = { encoding: this.#encoding, fatal: this.#fatal, ignoreBOM: true };
      return jsonParse(hostCall('text.decode', head, exactBuffer(bytes)));
    } catch {
      throw nodeError(NativeTypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA',
        `The encoded data was not valid for encoding ${this.#encoding}`);
    }
  }
}
webInterface(TextDecoder, 'TextDecoder', ['encoding', 'fatal', 'ignoreBOM', 'decode']);

/** The encoding's name where the host knows it; else the error Node gives. */
const knownEncoding = (name, label) => {
  try {
    return jsonParse(lw.call('text.decode', jsonStringify({ encoding: name, nameOnly: true }), new NativeArrayBuffer(0)));
  } catch {
    throw nodeError(NativeRangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
  }
};
/** Whether this second byte makes the first the beginning of a character: some would make a longer form, or none. */
const canFollow = (first, second) => {
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second < 0x90;
};
/** How many bytes at the end begin a character that is not there whole. */
const incompleteTail = (encoding, bytes) => {
  const { length } = bytes;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const odd = length % 2;
    // The first half of a pair waits for the second.
    const high = bytes[length - odd - (encoding === 'utf-16le' ? 1 : 2)];
    return (high & 0xfc) === 0xd8 ? odd + 2 : odd;
  }
  if (encoding !== 'utf-8') return 0;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf5 || byte < 0xc2 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return size > back && (back === 1 || canFollow(byte, bytes[length - back + 1])) ? back : 0;
  }
  return 0;
};

const blanks = ['\t', '\n', '\f', '\r', ' '];
const btoa = function btoa(data) {
  if (arguments.length === 0) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "data" argument must be specified');
  const text = `${data}`;
  const bytes = new Bytes(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = charCodeAt(text, i);
    if (code > 255) throw new DOMException('Invalid character', 'InvalidCharacterError');
    bytes[i] = code;
  }
  return lw.base64Encode(typedBuffer(bytes), 0, bytes.length, false);
};
const atob = function atob(data) {
  if (arguments.length === 0) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "data" argument must be specified');
  let text = '';
  for (let rest = `${data}`, i = 0; i < rest.length; i++) if (!arrayIncludes(blanks, rest[i])) text += rest[i];
  const found = regExpExec(/^([A-Za-z0-9+/]*)(={0,2})$/, text);
  const size = found === null ? 1 : found[1].length;
  if (found === null || size % 4 === 1 || (found[2] !== '' && (size + found[2].length) % 4 !== 0)) {
    throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  }
  const buffer = lw.base64Decode(text);
  return lw.latin1(buffer, 0, arrayBufferLength(buffer));
};
