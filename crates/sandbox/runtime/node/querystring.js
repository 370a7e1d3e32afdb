// The module `querystring`.
const { nodeError } = internals;

const plain = /[A-Za-z0-9\-_.!~*'()]/;
const hex = (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

function escape(text) {
  if (typeof text !== 'string') text = typeof text === 'object' ? String(text) : `${text}`;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      out += plain.test(text[i]) ? text[i] : hex(code);
      continue;
    }
    if (code < 0xd800 || code > 0xdfff) {
      out += encodeURIComponent(text[i]);
      continue;
    }
    i += 1;
    if (i >= text.length) throw nodeError(URIError, 'ERR_INVALID_URI', 'URI malformed');
    // Node takes whatever follows a surrogate for its other half.
    out += encodeURIComponent(String.fromCodePoint(0x10000 + ((code & 0x3ff) * 0x400) + (text.charCodeAt(i) & 0x3ff)));
  }
  return out;
}
/** The bytes of a text in which `%xx` stands for one; what is no such escape stays. */
function unescapeBuffer(text, decodeSpaces = false) {
  const source = internals.Buffer.from(text);
  const out = internals.Buffer.allocUnsafe(source.length);
  let length = 0;
  for (let i = 0; i < source.length; i++) {
    const pair = source[i] === 0x25 ? source.latin1Slice(i + 1, i + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(pair)) {
      out[length++] = parseInt(pair, 16);
      i += 2;
    } else out[length++] = decodeSpaces && source[i] === 0x2b ? 0x20 : source[i];
  }
  return out.subarray(0, length);
}
function unescape(text, decodeSpaces) {
  try {
    return decodeURIComponent(text);
  } catch {
    return querystring.unescapeBuffer(text, decodeSpaces).toString();
  }
}

const primitive = (value) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && isFinite(value)) return `${value}`;
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return '';
};
function stringify(object, separator = '&', equals = '=', options = undefined) {
  if (object === null || typeof object !== 'object') return '';
  const encode = typeof options?.encodeURIComponent === 'function' ? options.encodeURIComponent : querystring.escape;
  const separated = separator || '&';
  const parts = [];
  for (const key of Object.keys(object)) {
    const name = encode(primitive(key)) + (equals || '=');
    const value = object[key];
    if (Array.isArray(value)) for (const one of value) parts.push(name + encode(primitive(one)));
    else parts.push(name + encode(primitive(value)));
  }
  return parts.join(separated);
}

const decodeWith = (decode, text) => {
  try {
    return decode(text);
  } catch {
    return querystring.unescape(text, true);
  }
};
function parse(text, separator = '&', equals = '=', options = undefined) {
  const found = { __proto__: null };
  if (typeof text !== 'string' || text.length === 0) return found;
  const decode = typeof options?.decodeURIComponent === 'function' ? options.decodeURIComponent : querystring.unescape;
  const most = typeof options?.maxKeys === 'number' ? options.maxKeys : 1000;
  const between = equals || '=';
  let pairs = text.split(separator || '&');
  if (most > 0) pairs = pairs.slice(0, most);
  for (const pair of pairs) {
    if (pair === '') continue;
    const at = pair.indexOf(between);
    const spaced = (part) => decodeWith(decode, part.replaceAll('+', '%20'));
    const key = spaced(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : spaced(pair.slice(at + between.length));
    if (!(key in found)) found[key] = value;
    else if (Array.isArray(found[key])) found[key].push(value);
    else found[key] = [found[key], value];
  }
  return found;
}
const querystring = { unescapeBuffer, unescape, escape, stringify, encode: stringify, parse, decode: parse };
module.exports = querystring;
