// The module `punycode`: RFC 3492, and the labels of a domain name or a mail address.
const BASE = 36;
const [LEAST, MOST, SKEW, DAMP, FIRST_BIAS, FIRST_CODE] = [1, 26, 38, 700, 72, 128];
const LARGEST = 2 ** 31 - 1;
const messages = {
  overflow: 'Overflow: input needs wider integers to process',
  'not-basic': 'Illegal input >= 0x80 (not a basic code point)',
  'invalid-input': 'Invalid input',
};
const fail = (kind) => { throw new RangeError(messages[kind]); };

const digitOf = (code) => {
  if (code >= 0x30 && code < 0x3a) return code - 0x30 + 26;
  if (code >= 0x41 && code < 0x5b) return code - 0x41;
  return code >= 0x61 && code < 0x7b ? code - 0x61 : BASE;
};
const letterOf = (digit) => String.fromCharCode(digit < 26 ? digit + 0x61 : digit - 26 + 0x30);
const threshold = (k, bias) => Math.min(Math.max(k - bias, LEAST), MOST);
const adapt = (delta, count, isFirst) => {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((BASE - LEAST) * MOST) >> 1; k += BASE) rest = Math.floor(rest / (BASE - LEAST));
  return Math.floor(k + (BASE - LEAST + 1) * rest / (rest + SKEW));
};

const ucs2 = {
  // A surrogate without its other half stays as it is.
  decode: (text) => Array.from(text, (character) => character.codePointAt(0)),
  encode: (codes) => String.fromCodePoint(...codes),
};

/** One number of variable length from `at`, added to `from`. */
const readNumber = (text, at, from, bias) => {
  let value = from;
  for (let weight = 1, k = BASE; ; k += BASE) {
    if (at >= text.length) fail('invalid-input');
    const digit = digitOf(text.charCodeAt(at++));
    if (digit >= BASE) fail('invalid-input');
    if (digit > Math.floor((LARGEST - value) / weight)) fail('overflow');
    value += digit * weight;
    const least = threshold(k, bias);
    if (digit < least) return [value, at];
    if (weight > Math.floor(LARGEST / (BASE - least))) fail('overflow');
    weight *= BASE - least;
  }
};
function decode(text) {
  const output = [];
  const split = Math.max(text.lastIndexOf('-'), 0);
  for (let i = 0; i < split; i++) {
    if (text.charCodeAt(i) >= FIRST_CODE) fail('not-basic');
    output.push(text.charCodeAt(i));
  }
  let [code, bias, value] = [FIRST_CODE, FIRST_BIAS, 0];
  for (let at = split > 0 ? split + 1 : 0; at < text.length;) {
    const before = value;
    [value, at] = readNumber(text, at, value, bias);
    const count = output.length + 1;
    bias = adapt(value - before, count, before === 0);
    if (Math.floor(value / count) > LARGEST - code) fail('overflow');
    code += Math.floor(value / count);
    value %= count;
    output.splice(value++, 0, code);
  }
  return ucs2.encode(output);
}

const writeNumber = (delta, bias) => {
  let text = '';
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const least = threshold(k, bias);
    if (rest < least) return text + letterOf(rest);
    text += letterOf(least + (rest - least) % (BASE - least));
    rest = Math.floor((rest - least) / (BASE - least));
  }
};
function encode(given) {
  const codes = ucs2.decode(given);
  const basic = codes.filter((code) => code < FIRST_CODE);
  let output = String.fromCharCode(...basic);
  if (basic.length > 0) output += '-';
  let [code, delta, bias] = [FIRST_CODE, 0, FIRST_BIAS];
  for (let done = basic.length; done < codes.length; delta++, code++) {
    let next = LARGEST;
    for (const one of codes) if (one >= code && one < next) next = one;
    if (next - code > Math.floor((LARGEST - delta) / (done + 1))) fail('overflow');
    delta += (next - code) * (done + 1);
    code = next;
    for (const one of codes) {
      if (one < code && ++delta > LARGEST) fail('overflow');
      if (one !== code) continue;
      output += writeNumber(delta, bias);
      bias = adapt(delta, done + 1, done === basic.length);
      delta = 0;
      done++;
    }
  }
  return output;
}

/** Each label by itself; what stands before an `@` is no domain. */
const mapLabels = (text, change) => {
  const at = text.indexOf('@');
  const labels = text.slice(at + 1).replace(/[\u3002\uFF0E\uFF61]/g, '.').split('.');
  return text.slice(0, at + 1) + labels.map(change).join('.');
};
module.exports = {
  version: '2.1.0', ucs2, decode, encode,
  toASCII: (text) => mapLabels(text, (label) => (/[^\0-\x7F]/.test(label) ? `xn--${encode(label)}` : label)),
  toUnicode: (text) => mapLabels(text, (label) => (label.startsWith('xn--') ? decode(label.slice(4).toLowerCase()) : label)),
};
