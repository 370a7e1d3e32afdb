// The module `buffer`.
const {
  Buffer, Blob, File, atob, btoa, LONGEST_BUFFER, TextDecoder, bytesOf, encodeText, decodeText, encodingOf, invalidArgument, outOfRange, nodeError, inspectedBytes,
} = internals;

const LONGEST_STRING = 2 ** 29 - 24;
const validated = (input) => {
  const view = ArrayBuffer.isView(input) && !(input instanceof DataView);
  if (!view && !(input instanceof ArrayBuffer)) {
    throw invalidArgument('input', 'an instance of ArrayBuffer, Buffer, or TypedArray', input);
  }
  // Node refuses a detached buffer but takes a view of one as empty.
  if (view && input.buffer.detached) return new Uint8Array(0);
  if (input.detached) throw nodeError(Error, 'ERR_INVALID_STATE', 'Cannot validate on a detached buffer');
  return bytesOf(input);
};
const isUtf8 = function isUtf8(input) {
  const bytes = validated(input);
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
const isAscii = function isAscii(input) { return validated(input).every((byte) => byte < 128); };

// What Node hands on from ICU: the name of the failure and its number.
const failures = { U_ILLEGAL_ARGUMENT_ERROR: 1, U_INVALID_CHAR_FOUND: 10 };
const failed = (code) => Object.assign(new Error(`Unable to transcode Buffer [${code}]`), { code, errno: failures[code] });
const transcodable = (given) => {
  let name;
  try {
    name = encodingOf(given);
  } catch {
    throw failed('U_ILLEGAL_ARGUMENT_ERROR');
  }
  if (!['utf8', 'utf16le', 'latin1', 'ascii'].includes(name)) throw failed('U_ILLEGAL_ARGUMENT_ERROR');
  return name;
};
const replaceWide = (text, most, replacement) => {
  let result = '';
  for (const character of text) {
    if (character.codePointAt(0) <= most) result += character;
    // ICU drops what is invisible by definition instead of showing that it is missing.
    else if (!/\p{Default_Ignorable_Code_Point}/u.test(character)) result += replacement;
  }
  return result;
};
const textOf = (bytes, from, to) => {
  // Node reads ASCII as Latin-1 when it only widens it to UTF-16.
  if (from === 'ascii' && to !== 'utf16le') return decodeText(bytes, 'latin1', 0, bytes.length).replace(/[\x80-\xff]/g, '\ufffd');
  const text = decodeText(bytes, from === 'ascii' ? 'latin1' : from, 0, bytes.length);
  return from === 'utf16le' && to === 'utf16le' && bytes.length % 2 === 1 ? `${text}\ufffd` : text;
};
const transcode = function transcode(source, fromEncoding, toEncoding) {
  if (!(source instanceof Uint8Array)) throw invalidArgument('source', 'an instance of Buffer or Uint8Array', source);
  if (source.length === 0) return Buffer.alloc(0);
  const from = transcodable(fromEncoding);
  const to = transcodable(toEncoding);
  const text = textOf(source, from, to);
  const strict = (from === 'utf8' && to === 'utf16le' && !isUtf8(source)) || (from === 'utf16le' && to === 'utf8' && !text.isWellFormed());
  if (strict) throw failed('U_INVALID_CHAR_FOUND');
  const narrow = to === 'ascii' ? 0x7f : to === 'latin1' ? 0xff : undefined;
  return Buffer.from(encodeText(narrow === undefined ? text.toWellFormed() : replaceWide(text, narrow, '?'), to));
};

module.exports = {
  Buffer,
  SlowBuffer: (size) => Buffer.allocUnsafeSlow(size),
  transcode, isUtf8, isAscii,
  kMaxLength: LONGEST_BUFFER, kStringMaxLength: LONGEST_STRING,
  btoa, atob,
  constants: { MAX_LENGTH: LONGEST_BUFFER, MAX_STRING_LENGTH: LONGEST_STRING },
  get INSPECT_MAX_BYTES() { return inspectedBytes.most; },
  set INSPECT_MAX_BYTES(most) {
    if (typeof most !== 'number') throw invalidArgument('INSPECT_MAX_BYTES', 'of type number', most);
    if (!(most >= 0)) throw outOfRange('INSPECT_MAX_BYTES', '>= 0', most);
    inspectedBytes.most = most;
  },
  Blob,
  resolveObjectURL(url) { return require('internal/object_urls').resolveObjectURL(url); },
  File,
};
