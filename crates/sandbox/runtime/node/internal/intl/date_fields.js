// The fields of an instant in a time zone, and how each letter of a pattern writes them.
const { ofLocale, ofZone, supplement } = require('internal/intl/data');
const { zoneName } = require('internal/intl/zone_names');
const { localDigits } = require('internal/intl/number_parts');

const DAY = 86_400_000;
const fixedOffset = (zone) => {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  return match === null ? undefined : (match[1] === '-' ? -60 : 60) * (Number(match[2]) * 60 + Number(match[3]));
};
/** What a clock on the wall shows. */
const fieldsAt = (zone, ms) => {
  const fixed = zone === 'UTC' ? 0 : fixedOffset(zone);
  const [offset, isDaylight] = fixed === undefined ? ofZone(zone, ms) : [fixed, false];
  const local = new Date(ms + offset * 1000);
  const year = local.getUTCFullYear();
  return {
    ms, offset, isDaylight, year, month: local.getUTCMonth(), day: local.getUTCDate(), weekday: local.getUTCDay(),
    hour: local.getUTCHours(), minute: local.getUTCMinutes(), second: local.getUTCSeconds(), milli: local.getUTCMilliseconds(),
    hasDaylight: fixed === undefined && isDaylight === false ? hasDaylight(zone, ms) : isDaylight,
  };
};
/** Whether the clocks change within half a year. */
const hasDaylight = (zone, ms) => [-184, 184].some((days) => {
  const at = ms + days * DAY;
  return Math.abs(at) <= 8.64e15 && ofZone(zone, at)[1];
});

const WIDTHS = ['s', 's', 's', 's', 'l', 'n', 'x'];
const named = (data, kind, context, width) => {
  const all = ofLocale(data, 'dates', kind);
  return all[context]?.[width] ?? all.format?.[width] ?? all['stand-alone']?.[width] ?? all[context]?.s ?? all.format.s;
};
const padded = (value, length) => String(value).padStart(length, '0');
const toMinutes = (clock) => Number(clock.split(':')[0]) * 60 + Number(clock.split(':')[1]);
/** The part of the day that a locale tells, `morning1` or `noon`. */
const dayPeriod = (data, { hour, minute, second }, has) => {
  let rules = null;
  for (let tag = data; rules === null && tag !== ''; tag = tag.includes('-') ? tag.replace(/-[^-]+$/, '') : '') rules = supplement('periods', tag);
  if (rules === null) return hour < 12 ? 'am' : 'pm';
  const now = hour * 60 + minute;
  const exact = Object.keys(rules).find((name) => rules[name]._at !== undefined && has(name) && now === toMinutes(rules[name]._at) % 1440 && second === 0);
  if (exact !== undefined) return exact;
  return Object.keys(rules).find((name) => {
    if (rules[name]._from === undefined) return false;
    const [from, before] = [toMinutes(rules[name]._from), toMinutes(rules[name]._before)];
    return from < before ? now >= from && now < before : now >= from || now < before;
  }) ?? (hour < 12 ? 'am' : 'pm');
};
const yearOfEra = (year) => (year > 0 ? year : 1 - year);
const fraction = (milli, length) => padded(milli, 3).padEnd(length, '0').slice(0, length);
const hours = { H: (hour) => hour, h: (hour) => hour % 12 || 12, K: (hour) => hour % 12, k: (hour) => hour || 24 };
const zoneStyles = { z: ['short', 'long'], O: ['shortOffset', 'longOffset'], v: ['shortGeneric', 'longGeneric'] };

/** What each letter writes: the type of its part, and its text. */
const writers = {
  G: ({ at, data, length }) => ['era', ofLocale(data, 'dates', 'eras')[length === 4 ? 'l' : length === 5 ? 'n' : 's'][at.year > 0 ? 1 : 0]],
  y: ({ at, length }) => ['year', length === 2 ? padded(yearOfEra(at.year) % 100, 2) : padded(yearOfEra(at.year), length)],
  M: ({ at, data, length }) => ['month', length <= 2 ? padded(at.month + 1, length) : named(data, 'months', 'format', WIDTHS[length])[at.month]],
  L: ({ at, data, length }) => ['month', length <= 2 ? padded(at.month + 1, length) : named(data, 'months', 'stand-alone', WIDTHS[length])[at.month]],
  d: ({ at, length }) => ['day', padded(at.day, length)],
  E: ({ at, data, length }) => ['weekday', named(data, 'days', 'format', WIDTHS[length])[at.weekday]],
  c: ({ at, data, length }) => ['weekday', named(data, 'days', 'stand-alone', WIDTHS[length])[at.weekday]],
  a: ({ at, data, length }) => ['dayPeriod', named(data, 'periods', 'format', WIDTHS[length])[at.hour < 12 ? 'am' : 'pm']],
  B: ({ at, data, length }) => {
    const names = named(data, 'periods', 'format', WIDTHS[length]);
    const period = dayPeriod(data, at, (name) => name !== 'midnight' && names[name] !== undefined);
    return ['dayPeriod', names[period] ?? names[at.hour < 12 ? 'am' : 'pm']];
  },
  m: ({ at, length }) => ['minute', padded(at.minute, length)],
  s: ({ at, length }) => ['second', padded(at.second, length)],
  S: ({ at, length }) => ['fractionalSecond', fraction(at.milli, length)],
};
writers.e = writers.E;
for (const letter of Object.keys(hours)) writers[letter] = ({ at, length }) => ['hour', padded(hours[letter](at.hour), length)];
for (const letter of Object.keys(zoneStyles)) {
  writers[letter] = ({ at, data, length, zone, digits }) => ['timeZoneName', zoneName(data, zone, zoneStyles[letter][length >= 4 ? 1 : 0], at, digits)];
}
const NUMBERS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'fractionalSecond'];
/** The parts of an instant, by a format's pattern. */
const datePartsAt = (format, at) => {
  const digits = localDigits(format);
  const parts = [];
  for (const { text, letter, length } of format.pieces) {
    if (text !== undefined) {
      if (parts.at(-1)?.type === 'literal') parts.at(-1).value += text;
      else if (text !== '') parts.push({ type: 'literal', value: text });
      continue;
    }
    const [type, value] = writers[letter]({ at, data: format.data, length, zone: format.timeZone, digits });
    parts.push({ type, value: NUMBERS.includes(type) ? digits(value) : value });
  }
  return parts;
};
module.exports = { fieldsAt, datePartsAt };
