// `Intl.PluralRules`.
const { optionsOf, word } = require('internal/intl/options');
const { resolve, checkMatcher, supportedOf } = require('internal/intl/locales');
const { toDecimal } = require('internal/intl/decimal');
const { digitOptions, digitsOf } = require('internal/intl/digit_options');
const { category, categories } = require('internal/intl/plural');
const { finish, privateState, onlyNew } = require('internal/intl/shape');

const NAME = 'PluralRules';
const rules = privateState(NAME);
function PluralRules(locales = undefined, given = undefined) {
  onlyNew(new.target, NAME);
  const { found, data } = resolve(locales);
  const options = optionsOf(given, NAME);
  checkMatcher(options, NAME);
  const type = word(options, NAME, 'type', ['cardinal', 'ordinal'], 'cardinal');
  rules.set(this, { locale: found, data, type, slots: digitOptions(options, NAME, 0, 3, false) });
}
finish(PluralRules, {
  resolvedOptions() {
    const { locale, data, type, slots } = rules.get(this, 'resolvedOptions');
    const { minimumIntegerDigits, minimumFractionDigits, maximumFractionDigits, minimumSignificantDigits, maximumSignificantDigits,
      roundingIncrement, roundingMode, roundingPriority, trailingZeroDisplay } = slots;
    const all = { locale, type, minimumIntegerDigits, minimumFractionDigits, maximumFractionDigits, minimumSignificantDigits, maximumSignificantDigits,
      pluralCategories: categories(data, type), roundingIncrement, roundingMode, roundingPriority, trailingZeroDisplay };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  },
  select(value) {
    const { data, type, slots } = rules.get(this, 'select');
    const decimal = toDecimal(Number(value));
    if (decimal.special !== undefined) return 'other';
    const { before, after } = digitsOf(decimal, slots);
    return category(data, type, before, after);
  },
  selectRange: internals.unsupported('Intl.PluralRules.prototype.selectRange', 'select for the end of the range'),
}, { supportedLocalesOf: supportedOf(NAME) });
module.exports = { PluralRules };
