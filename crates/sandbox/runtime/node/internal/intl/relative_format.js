// `Intl.RelativeTimeFormat`.
const { ofLocale } = require('internal/intl/data');
const { optionsOf, word, typeName } = require('internal/intl/options');
const { resolve, checkMatcher, supportedOf, withKeywords, numberingOf } = require('internal/intl/locales');
const { readFormat, partsOf } = require('internal/intl/number_format');
const { toDecimal } = require('internal/intl/decimal');
const { digitsOf } = require('internal/intl/digit_options');
const { category } = require('internal/intl/plural');
const { finish, privateState, onlyNew } = require('internal/intl/shape');

const NAME = 'RelativeTimeFormat';
const formats = privateState(NAME);
const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const unitOf = (given) => {
  const text = String(given);
  const unit = text.endsWith('s') ? text.slice(0, -1) : text;
  if (!UNITS.includes(unit)) throw new RangeError(`Invalid unit argument for Intl.RelativeTimeFormat.prototype.format() '${text}'`);
  return unit;
};
const relativeParts = (format, value, given, method) => {
  const number = Number(value);
  const unit = unitOf(given);
  if (!Number.isFinite(number)) throw new RangeError(`Value need to be finite number for Intl.RelativeTimeFormat.prototype.${method}()`);
  const names = ofLocale(format.data, 'relative', `${unit}-${format.style}`);
  const fixed = format.numeric === 'auto' ? names.fixed[Object.is(number, -0) ? '-0' : String(number)] ?? (number === 0 ? names.fixed['0'] : undefined) : undefined;
  if (fixed !== undefined) return [{ type: 'literal', value: fixed }];
  const isPast = number < 0 || Object.is(number, -0);
  const size = Math.abs(number);
  const { before, after } = digitsOf(toDecimal(size), format.number.slots);
  const patterns = isPast ? names.past : names.future;
  const template = patterns[category(format.data, 'cardinal', before, after)] ?? patterns.other;
  return template.split(/(\{0\})/).flatMap((piece) => {
    if (piece === '{0}') return partsOf(format.number, size).map((part) => ({ ...part, unit }));
    return piece === '' ? [] : [{ type: 'literal', value: piece }];
  });
};
function RelativeTimeFormat(locales = undefined, given = undefined) {
  onlyNew(new.target, NAME);
  const { found, data, keywords } = resolve(locales);
  const options = optionsOf(given, NAME);
  checkMatcher(options, NAME);
  const [numberingSystem, nu] = numberingOf(typeName(options, NAME, 'numberingSystem'), keywords.nu, ofLocale(data, 'numbers', 'default') ?? 'latn');
  const style = word(options, NAME, 'style', ['long', 'short', 'narrow'], 'long');
  const numeric = word(options, NAME, 'numeric', ['always', 'auto'], 'always');
  formats.set(this, { locale: withKeywords(found, { nu }), data, numberingSystem, style, numeric, number: readFormat(found, { numberingSystem }) });
}
finish(RelativeTimeFormat, {
  resolvedOptions() {
    const { locale, style, numeric, numberingSystem } = formats.get(this, 'resolvedOptions');
    return { locale, style, numeric, numberingSystem };
  },
  format(value, unit) { return relativeParts(formats.get(this, 'format'), value, unit, 'format').map((part) => part.value).join(''); },
  formatToParts(value, unit) { return relativeParts(formats.get(this, 'formatToParts'), value, unit, 'formatToParts'); },
}, { supportedLocalesOf: supportedOf(NAME) });
module.exports = { RelativeTimeFormat };
