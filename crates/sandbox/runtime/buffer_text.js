// Encodings of Buffer: text to bytes and back.
const encodingNames = objectAssign(objectCreate(null), {
  utf8: 'utf8', 'utf-8': 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url', ascii: 'ascii', latin1: 'latin1',
  binary: 'latin1', ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le',
});
const encodingOf = (given) => {
  if (given === undefined || given === null || given === '') return 'utf8';
  const known = encodingNames[given] ?? encodingNames[toLowerCase(`${given}`)];
  if (known === undefined) throw nodeError(NativeTypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${given}`);
  return known;
};
const latin1Bytes = (text) => {
  const bytes = new Bytes(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = charCodeAt(text, i);
  return bytes;
};
const utf16Bytes = (text) => {
  const bytes = new Bytes(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const code = charCodeAt(text, i);
    bytes[i * 2] = code & 255;
    bytes[i * 2 + 1] = code >> 8;
  }
  return bytes;
};
const encodeText = (text, encoding) => {
  switch (encoding) {
    case 'hex': return new Bytes(lw.hexDecode(text));
    case 'base64':
    case 'base64url': return new Bytes(lw.base64Decode(text));
    case 'ascii':
    case 'latin1': return latin1Bytes(text);
    case 'utf16le': return utf16Bytes(text);
    default: return utf8(text);
  }
};
const decodeText = (bytes, encoding, start, end) => {
  const buffer = typedBuffer(bytes);
  const offset = typedByteOffset(bytes) + start;
  const length = end - start;
  if (length <= 0) return '';
  switch (encoding) {
    case 'hex': return lw.hexEncode(buffer, offset, length);
    case 'base64': return lw.base64Encode(buffer, offset, length, false);
    case 'base64url': return lw.base64Encode(buffer, offset, length, true);
    case 'latin1': return lw.latin1(buffer, offset, length);
    case 'ascii': return asciiText(new Bytes(buffer, offset, length));
    case 'utf16le': return utf16Text(new Bytes(buffer, offset, length));
    default: return lw.utf8Decode(buffer, offset, length, false);
  }
};
const asciiText = (bytes) => {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += fromCharCode(bytes[i] & 127);
  return text;
};
const utf16Text = (bytes) => {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2) text += fromCharCode(bytes[i] | (bytes[i + 1] << 8));
  return text;
};
/** Bytes the text takes in the encoding. */
const encodedLength = (text, encoding) => {
  switch (encoding) {
    case 'ascii':
    case 'latin1': return text.length;
    case 'utf16le': return text.length * 2;
    case 'hex': return text.length >>> 1;
    case 'base64':
    case 'base64url': {
      let { length } = text;
      if (length > 1 && text[length - 1] === '=') length -= text[length - 2] === '=' ? 2 : 1;
      return (length * 3) >>> 2;
    }
    default: return arrayBufferLength(lw.utf8Encode(text));
  }
};
