// The class `Intl.DateTimeFormat`, and the methods of `Date` that use it.
const { readFormat } = require('internal/intl/date_format');
const { fieldsAt, datePartsAt } = require('internal/intl/date_fields');
const { toPattern } = require('internal/intl/date_pattern');
const { supportedOf } = require('internal/intl/locales');
const { joined } = require('internal/intl/number_parts');
const { finish, privateState } = require('internal/intl/shape');

const LATEST = 8.64e15;
const timeOf = (date) => {
  const ms = date === undefined ? internals.clock(0) : Number(date);
  if (!(Math.abs(ms) <= LATEST)) throw new RangeError('Invalid time value');
  return Math.trunc(ms) + 0;
};
/** As text, V8 writes the narrow space as an ordinary one: programs look for that. */
const textOf = (parts) => joined(parts).replaceAll('\u202f', ' ');
const partsOf = (format, date) => datePartsAt(format, fieldsAt(format.timeZone, timeOf(date)));

const WORDS = [[5, 'narrow'], [4, 'long'], [3, 'short']];
const words = (letters) => [...letters].flatMap((letter) => WORDS.map(([length, name]) => [letter.repeat(length), name]));
const numbers = (letters) => [...letters].flatMap((letter) => [[letter + letter, '2-digit'], [letter, 'numeric']]);
const zones = { z: ['short', 'long'], O: ['shortOffset', 'longOffset'], v: ['shortGeneric', 'longGeneric'] };
/** What of a pattern's text is told of it: V8 looks for letters, also in words that are quoted. */
const SHOWN = {
  weekday: words('Ec'), era: words('G'), year: numbers('y'), month: [...words('M').slice(0, 3), ...numbers('M'), ...words('L').slice(0, 3), ...numbers('L')], day: numbers('d'),
  dayPeriod: ['BBBBB', 'bbbbb', 'BBBB', 'bbbb', 'B', 'b'].map((text) => [text, { 5: 'narrow', 4: 'long', 1: 'short' }[text.length]]),
  hour: numbers('HhkK'), minute: numbers('m'), second: numbers('s'),
  timeZoneName: Object.entries(zones).flatMap(([letter, [short, long]]) => [[letter.repeat(4), long], [letter, short]]),
};
const CYCLES = { H: 'h23', h: 'h12', K: 'h11', k: 'h24' };
const told = (format) => {
  const { locale, numberingSystem, timeZone, dateStyle, timeStyle, pieces, asked } = format;
  const all = { locale, calendar: 'gregory', numberingSystem, timeZone };
  const hour = pieces.find(({ letter }) => CYCLES[letter] !== undefined);
  if (hour !== undefined) Object.assign(all, { hourCycle: CYCLES[hour.letter], hour12: hour.letter === 'h' || hour.letter === 'K' });
  if (dateStyle === undefined && timeStyle === undefined) {
    const pattern = toPattern(pieces);
    for (const [name, signs] of Object.entries(SHOWN)) {
      const sign = signs.find(([text]) => pattern.includes(text));
      if (name === 'timeZoneName' && asked.fractionalSecondDigits !== undefined) all.fractionalSecondDigits = asked.fractionalSecondDigits;
      if (sign !== undefined) all[name] = sign[1];
    }
  }
  if (dateStyle !== undefined) all.dateStyle = dateStyle;
  if (timeStyle !== undefined) all.timeStyle = timeStyle;
  return all;
};

const formats = privateState('DateTimeFormat');
function DateTimeFormat(locales = undefined, options = undefined) {
  const self = new.target === undefined ? Object.create(DateTimeFormat.prototype) : this;
  formats.set(self, readFormat(locales, options));
  return self;
}
const bound = new WeakMap();
const methods = {
  resolvedOptions() { return told(formats.get(this, 'resolvedOptions')); },
  formatToParts(date) { return partsOf(formats.get(this, 'formatToParts'), date); },
  get format() {
    const format = formats.get(this, 'format');
    if (!bound.has(this)) bound.set(this, Object.defineProperty((date) => textOf(partsOf(format, date)), 'name', { value: '' }));
    return bound.get(this);
  },
  formatRange: internals.unsupported('Intl.DateTimeFormat.prototype.formatRange', 'format both dates'),
  formatRangeToParts: internals.unsupported('Intl.DateTimeFormat.prototype.formatRangeToParts', 'format both dates'),
};
const kept = new Map();
const MOST_KEPT = 32;
/** A format for the same words as before is kept: a list of dates is formatted with one. */
const keptFormat = (locales, options, needed, defaults) => {
  if (options !== undefined || (locales !== undefined && typeof locales !== 'string')) return readFormat(locales, options, needed, defaults);
  const key = `${locales}/${needed}/${defaults}`;
  if (!kept.has(key)) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, readFormat(locales, options, needed, defaults));
  }
  return kept.get(key);
};
/** What `Date.prototype.toLocaleString` and its like give. */
const formatDate = (ms, locales, options, needed, defaults) => {
  if (Number.isNaN(ms)) return 'Invalid Date';
  return textOf(partsOf(keptFormat(locales, options, needed, defaults), ms));
};
finish(DateTimeFormat, methods, { supportedLocalesOf: supportedOf('DateTimeFormat') });

module.exports = { DateTimeFormat, formatDate };
