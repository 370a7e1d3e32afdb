// `Intl.DateTimeFormat`.
const { ofLocale, supplement } = require('internal/intl/data');
const { optionsOf, word, truth, whole, typeName } = require('internal/intl/options');
const { resolve, checkMatcher, supportedOf, withKeywords, numberingOf } = require('internal/intl/locales');
const { patternFor, fill, toPattern } = require('internal/intl/date_pattern');
const { piecesOf, fieldsOf } = require('internal/intl/skeleton');
const { fieldsAt, datePartsAt } = require('internal/intl/date_fields');
const { joined } = require('internal/intl/number_parts');

const NAME = 'DateTimeFormat';
const [TWO, WORDS] = [['numeric', '2-digit'], ['narrow', 'short', 'long']];
const ZONE_STYLES = ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric'];
/** The options that name a part, with their values, in the standard's order. */
const COMPONENTS = [['weekday', WORDS], ['era', WORDS], ['year', TWO], ['month', [...TWO, ...WORDS]], ['day', TWO], ['dayPeriod', WORDS], ['hour', TWO], ['minute', TWO], ['second', TWO]];
const DATES = ['weekday', 'year', 'month', 'day'];
const TIMES = ['dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits'];
const LETTERS = { era: 'G', year: 'y', month: 'M', weekday: 'E', day: 'd', dayPeriod: 'B', minute: 'm', second: 's' };
const CYCLE_LETTERS = { h11: 'K', h12: 'h', h23: 'H', h24: 'k' };
const PREFERRED = { h: 'h12', H: 'h23', K: 'h11', k: 'h24' };

const cycleOf = (found, data) => {
  const { language, region } = found;
  const entry = supplement('hours', `${language}-${region}`) ?? supplement('hours', region) ?? supplement('hours', '001');
  return PREFERRED[entry?.[0]?.[0]] ?? (data === 'und' ? 'h23' : 'h23');
};
/** The cycle of hours: asked for by `hour12`, by option, by the tag, else the locale's own. */
const hourCycle = (hour12, option, keyword, own) => {
  if (hour12 === undefined) return option ?? keyword ?? own;
  const isTwelve = own === 'h11' || own === 'h12';
  if (hour12) return isTwelve ? own : 'h12';
  return isTwelve ? 'h23' : own;
};
const zoneNamed = (given) => {
  if (given === undefined) return 'UTC';
  const name = String(given);
  const offset = /^([+-])([01]\d|2[0-3])(?::?([0-5]\d))?$/.exec(name);
  if (offset !== null) {
    const [, sign, hours, minutes = '00'] = offset;
    return hours === '00' && minutes === '00' ? '+00:00' : `${sign}${hours}:${minutes}`;
  }
  const canonical = supplement('zones', 'named', name.toLowerCase());
  if (canonical === null) throw new RangeError(`Invalid time zone specified: ${name}`);
  return canonical;
};
const checkCalendar = (calendar, locale) => {
  if (calendar !== 'gregory') internals.unsupported(`Intl.DateTimeFormat with the calendar ${calendar}`, `${locale} can be formatted with { calendar: 'gregory' }`)();
};
const calendarOf = (region) => {
  const [first] = supplement('calendars', region) ?? supplement('calendars', '001');
  return first === 'gregorian' ? 'gregory' : first;
};
const components = (options, format) => {
  const { asked } = format;
  for (const [name, values] of COMPONENTS) {
    if (name === 'hour') Object.assign(asked, { hour: word(options, NAME, name, values) });
    else asked[name] = word(options, NAME, name, values);
  }
  asked.fractionalSecondDigits = whole(options, 'fractionalSecondDigits', 1, 3);
  asked.timeZoneName = word(options, NAME, 'timeZoneName', ZONE_STYLES);
};
const wordLetters = (letter, value, narrow) => letter.repeat(value === 'long' ? 4 : value === 'narrow' ? 5 : narrow);
const skeletonOf = (asked, cycle) => {
  let skeleton = '';
  for (const [name, letter] of Object.entries(LETTERS)) {
    const value = asked[name];
    if (value === undefined) continue;
    if (value === 'numeric' || value === '2-digit') skeleton += letter.repeat(value === 'numeric' ? 1 : 2);
    else skeleton += wordLetters(letter, value, name === 'dayPeriod' ? 1 : 3);
  }
  if (asked.hour !== undefined) skeleton += CYCLE_LETTERS[cycle].repeat(asked.hour === 'numeric' ? 1 : 2);
  if (asked.fractionalSecondDigits !== undefined) skeleton += 'S'.repeat(asked.fractionalSecondDigits);
  if (asked.timeZoneName !== undefined) {
    const letter = asked.timeZoneName.endsWith('Offset') ? 'O' : asked.timeZoneName.endsWith('Generic') ? 'v' : 'z';
    skeleton += letter.repeat(asked.timeZoneName.startsWith('long') ? 4 : 1);
  }
  return skeleton;
};
const STYLES = ['full', 'long', 'medium', 'short'];
const skeletonOfPattern = (pattern, letter) => piecesOf(pattern).filter((piece) => piece.letter !== undefined && piece.letter !== 'a')
  .map((piece) => ('hHkK'.includes(piece.letter) ? letter : piece.letter).repeat(piece.length)).join('');
/** A time style's pattern, made anew where its hours are of another cycle. */
const timePieces = (format, style, decimal) => {
  const pattern = ofLocale(format.data, 'dates', 'time')[STYLES.indexOf(style)];
  const own = fieldsOf(pattern).H.letter;
  const letter = CYCLE_LETTERS[format.cycle];
  return own === letter ? piecesOf(pattern) : patternFor(format.data, skeletonOfPattern(pattern, letter), decimal);
};
const stylePieces = (format, decimal) => {
  const { dateStyle, timeStyle } = format;
  const date = dateStyle && piecesOf(ofLocale(format.data, 'dates', 'date')[STYLES.indexOf(dateStyle)]);
  const time = timeStyle && timePieces(format, timeStyle, decimal);
  if (date === undefined || time === undefined) return date ?? time;
  return fill(ofLocale(format.data, 'dates', 'glue')[STYLES.indexOf(dateStyle)], [time, date]);
};
const withDefaults = (asked, needed, defaults) => {
  const has = (names) => names.some((name) => asked[name] !== undefined);
  const isEmpty = !((needed !== 'time' && has(DATES)) || (needed !== 'date' && has(TIMES)));
  if (isEmpty && defaults !== 'time') Object.assign(asked, { year: 'numeric', month: 'numeric', day: 'numeric' });
  if (isEmpty && defaults !== 'date') Object.assign(asked, { hour: 'numeric', minute: 'numeric', second: 'numeric' });
};
const checkStyles = (format, needed, hasComponents) => {
  const { dateStyle, timeStyle } = format;
  if (dateStyle === undefined && timeStyle === undefined) return false;
  if (hasComponents) throw new TypeError('Invalid option : option');
  if (needed === 'date' && timeStyle !== undefined) throw new TypeError('Invalid option : timeStyle');
  if (needed === 'time' && dateStyle !== undefined) throw new TypeError('Invalid option : dateStyle');
  return true;
};
const localeParts = (tag, served) => ({ language: tag.split('-')[0], region: served.region });
/** Everything that a format is. `needed` and `defaults`: which parts there must be, and which there are if none is asked for. */
const readFormat = (locales, given, needed = 'any', defaults = 'date') => {
  const served = resolve(locales);
  const options = optionsOf(given, NAME);
  checkMatcher(options, NAME);
  const calendar = typeName(options, NAME, 'calendar');
  const numbering = typeName(options, NAME, 'numberingSystem');
  const hour12 = truth(options, 'hour12');
  const cycle = word(options, NAME, 'hourCycle', ['h11', 'h12', 'h23', 'h24']);
  const timeZone = zoneNamed(options.timeZone);
  const { found, data, keywords } = served;
  const parts = localeParts(found, served);
  const [numberingSystem, nu] = numberingOf(numbering, keywords.nu, ofLocale(data, 'numbers', 'default') ?? 'latn');
  const keyCalendar = keywords.ca === 'gregory' || keywords.ca === undefined ? keywords.ca : keywords.ca;
  checkCalendar(calendar ?? keyCalendar ?? calendarOf(parts.region), found);
  const hc = hour12 === undefined && cycle === undefined && Object.hasOwn(CYCLE_LETTERS, keywords.hc ?? '') ? keywords.hc : undefined;
  const format = {
    locale: withKeywords(found, { nu, ca: calendar === undefined || calendar === keyCalendar ? keyCalendar : undefined, hc }), data, numberingSystem, timeZone, asked: {},
    cycle: hourCycle(hour12, cycle, hc, cycleOf(parts, data)),
  };
  components(options, format);
  word(options, NAME, 'formatMatcher', ['basic', 'best fit'], 'best fit');
  format.dateStyle = word(options, NAME, 'dateStyle', STYLES);
  format.timeStyle = word(options, NAME, 'timeStyle', STYLES);
  const isStyled = checkStyles(format, needed, Object.values(format.asked).some((value) => value !== undefined));
  const decimal = ofLocale(data, 'numbers', 'systems', numberingSystem, 'symbols', 'decimal') ?? ofLocale(data, 'numbers', 'systems', 'latn', 'symbols', 'decimal');
  if (!isStyled) withDefaults(format.asked, needed, defaults);
  const pieces = isStyled ? stylePieces(format, decimal) : patternFor(data, skeletonOf(format.asked, format.cycle), decimal);
  format.pieces = pieces.map((piece) => ('hHkK'.includes(piece.letter ?? ' ') ? { ...piece, letter: CYCLE_LETTERS[format.cycle] } : piece));
  return format;
};
module.exports = { readFormat, fieldsAt, datePartsAt, supportedOf, joined, toPattern, NAME };
