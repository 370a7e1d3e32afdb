// The pattern that a locale has for a list of fields, after ICU's DateTimePatternGenerator.
const { ofLocale } = require('internal/intl/data');
const { ORDER, piecesOf, fieldsOf, distance, firstField, fieldOf } = require('internal/intl/skeleton');

const DATE = [...'GyQMwWEDFd'];
const TIME = [...'aHmsSv'];
const quote = (text) => text.replace(/[a-zA-Z]+|'/g, (found) => (found === "'" ? "''" : `'${found}'`));
const toPattern = (pieces) => pieces.map((piece) => (piece.text === undefined ? piece.letter.repeat(piece.length) : quote(piece.text))).join('');

const known = new Map();
const MOST_KNOWN = 16;
/** Every pattern of a locale with its fields, in the order in which ICU looks at them. */
const candidatesOf = (data) => {
  if (known.has(data)) return known.get(data);
  const found = new Map();
  const add = (fields, pattern, specified = undefined) => {
    const key = ORDER.split('').map((field) => fields[field]?.kind ?? 0).join();
    found.set(key, { fields, pattern, specified, at: found.get(key)?.at ?? found.size });
  };
  for (const letter of 'GyQMwWEdDFaHmsSv') add(fieldsOf(letter), letter);
  const bases = new Set();
  for (const pattern of [...ofLocale(data, 'dates', 'date'), ...ofLocale(data, 'dates', 'time')]) {
    // Of patterns that differ in their digits alone, the first counts.
    const fields = fieldsOf(pattern);
    const base = ORDER.split('').map((field) => (fields[field]?.kind > 0 ? fields[field].letter : fields[field]?.kind ?? 0)).join();
    if (!bases.has(base)) add(fields, pattern);
    bases.add(base);
  }
  for (const [skeleton, pattern] of Object.entries(ofLocale(data, 'dates', 'available'))) add(fieldsOf(skeleton), pattern, fieldsOf(skeleton));
  const list = [...found.values()].sort((one, other) => firstField(one.fields).charCodeAt() - firstField(other.fields).charCodeAt() || one.at - other.at);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(data, list);
  return list;
};
const best = (data, wanted, among) => {
  let found;
  for (const candidate of candidatesOf(data)) {
    const away = distance(wanted, candidate.fields, among);
    // Of two that are as near, the one that lacks the smaller units.
    if (found === undefined || away.sum < found.sum || (away.sum === found.sum && away.mask > found.mask)) found = { ...away, candidate };
    if (away.sum === 0) break;
  }
  return found;
};
const isNumeric = (field) => field !== undefined && field.kind > 0;
/** How long a field of the pattern becomes. */
const lengthFor = (field, piece, wanted, specified) => {
  const asked = wanted.letter === 'E' && wanted.length < 3 ? 3 : wanted.length;
  if (field === 'm' || field === 's') return piece.length;
  if (specified === undefined || wanted.letter === 'c' || wanted.letter === 'e') return asked;
  const own = specified[field];
  const inPattern = fieldsOf(piece.letter.repeat(piece.length))[field];
  if (own?.length === asked || isNumeric(inPattern) !== isNumeric(wanted)) return piece.length;
  return asked;
};
const letterFor = (field, piece, wanted, length) => {
  const letter = field === 'H' || field === 'M' || field === 'E' || (field === 'y' && wanted.letter !== 'Y') ? piece.letter : wanted.letter;
  return letter === 'E' && length < 3 ? 'e' : letter;
};
/** A pattern with its fields as long as they are wanted. */
const adjusted = (candidate, wanted, decimal) => piecesOf(candidate.pattern).flatMap((piece) => {
  if (piece.text !== undefined) return [piece];
  const field = fieldOf[piece.letter];
  const want = wanted[field];
  const result = [];
  if (want === undefined || field === 'a') result.push(field === 'a' && want?.letter === 'B' ? { letter: 'B', length: want.length } : piece);
  else {
    const length = lengthFor(field, piece, want, candidate.specified);
    result.push({ letter: letterFor(field, piece, want, length), length });
  }
  if (decimal !== undefined && field === 's') result.push({ text: decimal }, { letter: 'S', length: wanted.S.length });
  return result;
});
const APPEND = { G: 'Era', y: 'Year', Q: 'Quarter', M: 'Month', w: 'Week', W: 'Week', E: 'Day-Of-Week', d: 'Day', D: 'Day', F: 'Day', a: 'Day', H: 'Hour', m: 'Minute', s: 'Second', S: 'Second', v: 'Timezone' };
const NAMES = { G: 'era', y: 'year', Q: 'quarter', M: 'month', w: 'week', W: 'week', E: 'weekday', d: 'day', D: 'day', F: 'day', a: 'dayperiod', H: 'hour', m: 'minute', s: 'second', v: 'zone' };
const fill = (template, values) => template.split(/(\{[012]\})/).flatMap((text) => {
  const slot = /^\{([012])\}$/.exec(text);
  if (slot !== null) return values[slot[1]];
  return text === '' ? [] : piecesOf(text);
});
/** The best pattern for these fields, and what it lacks appended. */
const appended = (data, wanted, among, decimal) => {
  const present = among.filter((field) => wanted[field] !== undefined);
  if (present.length === 0) return undefined;
  let found = best(data, wanted, present);
  let pieces = adjusted(found.candidate, wanted);
  let { missing } = found;
  while (missing.length > 0) {
    if (missing.includes('S') && !missing.includes('s') && present.includes('s')) {
      pieces = pieces.flatMap((piece) => (piece.letter === 's' ? [piece, { text: decimal }, { letter: 'S', length: wanted.S.length }] : [piece]));
      missing = missing.filter((field) => field !== 'S');
      continue;
    }
    found = best(data, wanted, missing);
    const rest = found.missing;
    const added = missing.filter((field) => !rest.includes(field)).at(-1);
    if (added === undefined) break;
    const template = ofLocale(data, 'dates', 'append')?.[APPEND[added]] ?? '{0} {1}';
    const name = ofLocale(data, 'dates', 'fields', `${NAMES[added]}-long`) ?? '';
    pieces = fill(template, [pieces, adjusted(found.candidate, wanted), [{ text: name }]]);
    missing = rest;
  }
  return pieces;
};
const styleOf = (wanted) => {
  if (wanted.M === undefined || wanted.M.kind > 0) return 3;
  if (wanted.M.length === 4) return wanted.E === undefined ? 1 : 0;
  return wanted.M.length === 3 ? 2 : 3;
};
/** The pieces of the pattern for a skeleton. `decimal` parts seconds from their fractions. */
const patternFor = (data, skeleton, decimal) => {
  const wanted = fieldsOf(skeleton);
  const present = Object.keys(wanted);
  const whole = best(data, wanted, present);
  if (whole.missing.length === 0 && !whole.isExtra) return adjusted(whole.candidate, wanted);
  const date = appended(data, wanted, DATE, decimal);
  const time = appended(data, wanted, TIME, decimal);
  if (date === undefined) return time ?? [];
  if (time === undefined) return date;
  return fill(ofLocale(data, 'dates', 'glue')[styleOf(wanted)], [time, date]);
};
module.exports = { patternFor, fill, toPattern };
