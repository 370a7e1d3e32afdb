// `Intl.NumberFormat`.
const { ofLocale, supplement } = require('internal/intl/data');
const { optionsOf, word, outOfRange, typeName } = require('internal/intl/options');
const { resolve, checkMatcher, supportedOf, withKeywords, numberingOf } = require('internal/intl/locales');
const { toDecimal, scaled } = require('internal/intl/decimal');
const { digitOptions } = require('internal/intl/digit_options');
const { numberParts } = require('internal/intl/number_affixes');
const { UNITS } = require('internal/intl/units');
const { joined } = require('internal/intl/number_parts');
const { finish, privateState } = require('internal/intl/shape');

const NAME = 'NumberFormat';
const currencyOptions = (options, found) => {
  const currency = word(options, NAME, 'currency');
  if (currency !== undefined && !/^[a-z]{3}$/i.test(currency)) throw new RangeError(`Invalid currency code : ${currency}`);
  if (found.style === 'currency' && currency === undefined) throw new TypeError('Currency code is required with currency style.');
  const display = word(options, NAME, 'currencyDisplay', ['code', 'symbol', 'narrowSymbol', 'name'], 'symbol');
  const sign = word(options, NAME, 'currencySign', ['standard', 'accounting'], 'standard');
  if (found.style === 'currency') Object.assign(found, { currency: currency.toUpperCase(), currencyDisplay: display, currencySign: sign });
};
const isUnit = (name) => name.split('-per-').length <= 2 && name.split('-per-').every((part) => UNITS.has(part));
const unitOptions = (options, found) => {
  const unit = word(options, NAME, 'unit');
  if (unit !== undefined && !isUnit(unit)) throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
  if (found.style === 'unit' && unit === undefined) throw new TypeError("Invalid unit argument for Intl.NumberFormat() ''");
  const display = word(options, NAME, 'unitDisplay', ['short', 'narrow', 'long'], 'short');
  if (found.style === 'unit') Object.assign(found, { unit, unitDisplay: display });
};
const defaultDigits = ({ style, currency, notation }) => {
  if (style === 'currency' && notation === 'standard') {
    const digits = supplement('fractions', currency) ?? 2;
    return [digits, digits];
  }
  return style === 'percent' ? [0, 0] : [0, 3];
};
const groupingOption = (options, isCompact) => {
  const fallback = isCompact ? 'min2' : 'auto';
  const value = options.useGrouping;
  if (value === undefined) return fallback;
  if (value === true) return 'always';
  if (value === false || value === null || value === 0 || value === '') return false;
  const text = String(value);
  if (text === 'true' || text === 'false') return fallback;
  if (!['min2', 'auto', 'always'].includes(text)) throw outOfRange(text, NAME, 'useGrouping');
  return text;
};
/** Everything that a format is, read in the standard's order. */
const readFormat = (locales, given) => {
  const served = resolve(locales);
  const options = optionsOf(given, NAME);
  checkMatcher(options, NAME);
  const numbering = typeName(options, NAME, 'numberingSystem');
  const { found, data, keywords } = served;
  const [numberingSystem, nu] = numberingOf(numbering, keywords.nu, ofLocale(data, 'numbers', 'default') ?? 'latn');
  const format = { locale: withKeywords(found, { nu }), data, numberingSystem, style: word(options, NAME, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal') };
  currencyOptions(options, format);
  unitOptions(options, format);
  format.notation = word(options, NAME, 'notation', ['standard', 'scientific', 'engineering', 'compact'], 'standard');
  const isCompact = format.notation === 'compact';
  format.slots = digitOptions(options, NAME, ...defaultDigits(format), isCompact);
  const display = word(options, NAME, 'compactDisplay', ['short', 'long'], 'short');
  if (isCompact) format.compactDisplay = display;
  format.useGrouping = groupingOption(options, isCompact);
  format.signDisplay = word(options, NAME, 'signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative'], 'auto');
  return format;
};
const partsOf = (format, value) => {
  const decimal = toDecimal(value);
  return numberParts(format, format.style === 'percent' ? scaled(decimal, 2) : decimal);
};

const told = ({ locale, numberingSystem, style, currency, currencyDisplay, currencySign, unit, unitDisplay, notation, compactDisplay, slots, useGrouping, signDisplay }) => {
  const { minimumIntegerDigits, minimumFractionDigits, maximumFractionDigits, minimumSignificantDigits, maximumSignificantDigits,
    roundingIncrement, roundingMode, roundingPriority, trailingZeroDisplay } = slots;
  const all = { locale, numberingSystem, style, currency, currencyDisplay, currencySign, unit, unitDisplay, minimumIntegerDigits, minimumFractionDigits,
    maximumFractionDigits, minimumSignificantDigits, maximumSignificantDigits, useGrouping, notation, compactDisplay, signDisplay,
    roundingIncrement, roundingMode, roundingPriority, trailingZeroDisplay };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

const formats = privateState(NAME);
function NumberFormat(locales = undefined, options = undefined) {
  const self = new.target === undefined ? Object.create(NumberFormat.prototype) : this;
  formats.set(self, readFormat(locales, options));
  return self;
}
const bound = new WeakMap();
const methods = {
  resolvedOptions() { return told(formats.get(this, 'resolvedOptions')); },
  formatToParts(value) { return partsOf(formats.get(this, 'formatToParts'), value); },
  get format() {
    const format = formats.get(this, 'format');
    if (!bound.has(this)) bound.set(this, Object.defineProperty((value) => joined(partsOf(format, value)), 'name', { value: '' }));
    return bound.get(this);
  },
  formatRange: internals.unsupported('Intl.NumberFormat.prototype.formatRange', 'format both numbers'),
  formatRangeToParts: internals.unsupported('Intl.NumberFormat.prototype.formatRangeToParts', 'format both numbers'),
};
finish(NumberFormat, methods, { supportedLocalesOf: supportedOf(NAME) });

module.exports = {
  NumberFormat,
  /** What `Number.prototype.toLocaleString` and its like give. */
  formatNumber: (value, locales, options) => joined(partsOf(readFormat(locales, options), value)),
  readFormat, partsOf,
};
