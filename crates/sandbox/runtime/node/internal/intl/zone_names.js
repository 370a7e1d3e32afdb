// What a locale calls a time zone at an instant.
const { ofLocale, supplement } = require('internal/intl/data');

const isoOf = (ms) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
/** What belongs to a family from the beginning does so from here. */
const FIRST = '1970-01-01 00:00';
/** The family of zones (`America_Pacific`) that this one belongs to at the instant. */
const metazoneAt = (zone, ms) => {
  const uses = supplement('metazones', 'of', zone) ?? [];
  const at = isoOf(ms);
  return uses.find(([, from, to]) => (from || FIRST) <= at && (to === '' || at < to))?.[0];
};
const twoDigits = (value) => String(value).padStart(2, '0');
/** `GMT+1`, `GMT+01:00`. */
const offsetName = (data, seconds, width, digits) => {
  const at = (name) => ofLocale(data, 'zones', name);
  const size = Math.abs(seconds);
  const [hours, minutes, rest] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  const pattern = at('hour').split(';')[seconds < 0 ? 1 : 0];
  const isLong = width === 'long';
  const tail = rest > 0 ? `${/H+(\D*)mm/.exec(pattern)?.[1] ?? ':'}${twoDigits(rest)}` : '';
  let text = pattern.replace(/H+/, isLong ? twoDigits(hours) : String(hours));
  text = isLong || minutes > 0 || rest > 0 ? text.replace('mm', twoDigits(minutes) + tail) : text.replace(/[^\dm]?mm/, '');
  return at('gmt').replace('{0}', digits(text));
};
const exemplarCity = (data, zone) => ofLocale(data, 'zones', 'zones', zone)?.city ?? zone.split('/').at(-1).replaceAll('_', ' ');
/** The place that a zone is named by: its country where that has one zone, else its city. */
const placeName = (data, zone) => {
  const region = supplement('zones', 'regions', zone);
  const isOnly = region !== null && (supplement('primary', region) === zone || supplement('zones', 'only', region) === true);
  return (isOnly ? ofLocale(data, 'names', 'regions', region) : undefined) ?? exemplarCity(data, zone);
};
/** A name of the zone or of its family, if the locale has one of this kind and width. */
const ownName = (data, zone, metazone, width, kind) => ofLocale(data, 'zones', 'zones', zone)?.[width]?.[kind]
  ?? (metazone === undefined ? undefined : ofLocale(data, 'zones', 'metazones', metazone)?.[width]?.[kind]);

/** `style` is that of the option `timeZoneName`; `at` has the instant, the offset and whether it is daylight saving time. */
const zoneName = (data, zone, style, at, digits) => {
  const width = style.startsWith('long') ? 'long' : 'short';
  if (style.endsWith('Offset') || (zone === 'UTC' && style.endsWith('Generic')) || /^[+-]/.test(zone)) return offsetName(data, at.offset, width, digits);
  const canonical = supplement('zones', 'canonical', zone) ?? zone;
  const metazone = metazoneAt(canonical, at.ms);
  if (!style.endsWith('Generic')) {
    const name = ownName(data, canonical, metazone, width, at.isDaylight ? 'daylight' : 'standard');
    return name ?? offsetName(data, at.offset, width, digits);
  }
  // Where the clocks do not change, the standard name is the general one.
  const standard = at.hasDaylight ? undefined : ownName(data, canonical, metazone, width, 'standard');
  const name = standard ?? ownName(data, canonical, metazone, width, 'generic');
  return name ?? ofLocale(data, 'zones', 'region').replace('{0}', placeName(data, canonical));
};
module.exports = { zoneName };
