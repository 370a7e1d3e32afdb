// The global `Intl`, and what the locale-aware methods of built-ins use.
const { canonical } = require('internal/intl/locales');
const { supplement } = require('internal/intl/data');
const { UNITS } = require('internal/intl/units');
const { NumberFormat, formatNumber } = require('internal/intl/number_format');
const { DateTimeFormat, formatDate } = require('internal/intl/date_class');
const { define } = require('internal/intl/shape');

const parts = {
  Collator: 'collator', PluralRules: 'plural_rules', RelativeTimeFormat: 'relative_format', ListFormat: 'list_format', Locale: 'locale', DisplayNames: 'display_names',
};
const supported = {
  unit: () => [...UNITS].sort(),
  timeZone: () => [...new Set(Object.values(supplement('zones', 'named')))].sort(),
  numberingSystem: () => Object.keys(supplement('digits')).sort(),
  calendar: () => ['gregory'],
};
const Intl = {};
define(Intl, {
  getCanonicalLocales: (locales) => canonical(locales),
  supportedValuesOf(key) {
    const name = String(key);
    if (supported[name] !== undefined) return supported[name]();
    if (name !== 'collation' && name !== 'currency') throw new RangeError(`Invalid key : ${name}`);
    return internals.unsupported(`Intl.supportedValuesOf('${name}')`, 'there is no list of them')();
  },
  DateTimeFormat, NumberFormat,
});
for (const name of Object.keys(parts)) define(Intl, { [name]: require(`internal/intl/${parts[name]}`)[name] });
define(Intl, { Segmenter: internals.unsupported('Intl.Segmenter', 'texts are not taken apart yet; spread a string for its characters') });
Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });
module.exports = { Intl, formatNumber, formatDate };
