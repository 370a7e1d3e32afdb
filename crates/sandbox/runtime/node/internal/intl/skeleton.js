// Which fields a date's pattern has, and how near one such list is to another (ICU's DateTimePatternGenerator).
/** From the largest unit to the smallest. */
const ORDER = 'GyQMwWEDFdaHmsSv';
/** The field that a pattern letter writes. */
const fieldOf = { G: 'G', y: 'y', Y: 'y', u: 'y', U: 'y', r: 'y', Q: 'Q', q: 'Q', M: 'M', L: 'M', w: 'w', W: 'W', E: 'E', c: 'E', e: 'E', d: 'd', D: 'D', F: 'F', g: 'd',
  a: 'a', b: 'a', B: 'a', H: 'H', h: 'H', K: 'H', k: 'H', m: 'm', s: 's', S: 'S', A: 's', v: 'v', z: 'v', Z: 'v', O: 'v', V: 'v', X: 'v', x: 'v' };
const NUMERIC = 0x100;
const [NARROW, SHORTER, SHORT, LONG] = [-0x101, -0x102, -0x103, -0x104];
const byWidth = (shift) => (length) => (length <= 3 ? SHORT : length === 4 ? LONG : length === 5 ? NARROW : SHORTER) - shift;
const numeric = (shift = 0) => (length) => NUMERIC + shift + length;
const words = byWidth(0);
const month = (shift) => (length) => (length <= 2 ? NUMERIC + shift + length : byWidth(shift)(length));
/** What kind of field a letter is at a length: numbers are above zero, words below; the nearer two are, the more alike. */
const kindOf = {
  G: words, y: numeric(), Y: numeric(0x10), u: numeric(0x20), Q: month(0), q: month(0x10), M: month(0), L: month(0x10), w: numeric(), W: numeric(),
  E: words, c: (length) => (length <= 2 ? NUMERIC + 0x20 + length : byWidth(0x20)(length)), e: (length) => (length <= 2 ? NUMERIC + 0x10 + length : byWidth(0x10)(length)),
  d: numeric(), D: numeric(0x10), F: numeric(), a: words, b: byWidth(0x10), B: byWidth(0x30),
  H: numeric(0xa0), k: numeric(0xb0), h: numeric(), K: numeric(0x10), m: numeric(), s: numeric(), S: numeric(),
  v: byWidth(0x20), z: words, Z: byWidth(0x10), O: byWidth(0x10), V: byWidth(0x20), X: byWidth(0x10), x: byWidth(0x10),
};
/** A pattern's pieces: fields, and the text between them without its quotes. */
const piecesOf = (pattern) => {
  const pieces = [];
  const text = (value) => {
    if (pieces.at(-1)?.text !== undefined) pieces.at(-1).text += value;
    else pieces.push({ text: value });
  };
  for (const [whole, quoted, letters] of pattern.matchAll(/'((?:[^']|'')*)'|(([a-zA-Z])\3*)|[^a-zA-Z']+|'/g)) {
    if (letters !== undefined) pieces.push({ letter: letters[0], length: letters.length });
    else if (quoted === undefined) text(whole);
    else text(quoted === '' ? "'" : quoted.replaceAll("''", "'"));
  }
  return pieces;
};
/** The fields of a skeleton or a pattern, by field; an hour of twelve brings its part of the day. */
const fieldsOf = (pattern) => {
  const fields = {};
  for (const { letter, length } of piecesOf(pattern)) {
    if (letter === undefined || fieldOf[letter] === undefined) continue;
    fields[fieldOf[letter]] = { letter, length, kind: kindOf[letter]?.(length) ?? 0 };
  }
  const hour = fields.H?.letter;
  if (hour === 'h' || hour === 'K') fields.a ??= { letter: 'a', length: 1, kind: SHORT };
  else if (hour !== undefined) delete fields.a;
  if (fields.H !== undefined && fields.s !== undefined) fields.m ??= { letter: 'm', length: 1, kind: NUMERIC + 1 };
  return fields;
};
const EXTRA = 0x10000;
const MISSING = 0x1000;
/** How far a candidate is from what is wanted, of which only the fields in `among` count; and what it lacks. */
const distance = (wanted, candidate, among) => {
  let sum = 0;
  const missing = [];
  let mask = 0;
  let isExtra = false;
  for (const field of ORDER) {
    const mine = among.includes(field) ? wanted[field]?.kind ?? 0 : 0;
    const theirs = candidate[field]?.kind ?? 0;
    if (mine === theirs) continue;
    if (mine === 0) {
      sum += EXTRA;
      isExtra = true;
    } else if (theirs === 0) {
      sum += MISSING;
      missing.push(field);
      mask += 1 << ORDER.indexOf(field);
    } else sum += Math.abs(mine - theirs);
  }
  return { sum, missing, mask, isExtra };
};
const firstField = (fields) => [...ORDER].find((field) => fields[field] !== undefined) ?? 'v';
module.exports = { ORDER, piecesOf, fieldsOf, distance, firstField, fieldOf };
