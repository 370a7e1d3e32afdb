// The order of texts in the manner of a locale, and what is refused.
const attempt = (label, compute) => {
  try {
    console.log(label, compute());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const words = ['zebra', 'Äpfel', 'apple', 'Apple', 'résumé', 'resume', 'Resume', 'öl', 'ol', 'a10', 'a9', 'co-op', 'coop', 'CO-OP', '', ' ', '_x', '1', 'ñu',
  'nu', 'ß', 'ss', 'ch', 'cz', 'h', 'ä', 'z', 'å', 'ø', 'æ', 'Ж', 'ж', 'я', 'α', 'Ω', '中', '文', '日本', 'あ', 'ア', '한', 'ก', 'แ', 'ا', 'ب', '😀', '€', '$'];
const locales = ['en', 'en-US', 'de', 'de-u-co-phonebk', 'sv', 'da', 'nb', 'es', 'es-u-co-trad', 'fr', 'fr-CA', 'cs', 'sk', 'pl', 'hu', 'tr', 'lt', 'et', 'ru', 'uk',
  'el', 'ja', 'zh', 'zh-u-co-stroke', 'ko', 'th', 'ar', 'he', 'hi', 'vi', 'xx', 'en-u-kn', 'en-u-kf-upper'];
exports.onExecutePostLogin = async () => {
  for (const locale of locales) console.log(locale, [...words].sort((a, b) => a.localeCompare(b, locale)).join('|'));
  console.log('default', [...words].sort((a, b) => a.localeCompare(b)).join('|'));
  const pairs = [['a', 'A'], ['a', 'á'], ['a', 'b'], ['co-op', 'coop'], ['a10', 'a9'], ['A', 'a'], ['a', 'a'], ['e\u0301', '\u00e9'], ['a b', 'ab']];
  const options = [{ sensitivity: 'base' }, { sensitivity: 'accent' }, { sensitivity: 'case' }, { sensitivity: 'variant' }, { numeric: true },
    { ignorePunctuation: true }, { caseFirst: 'upper' }, { caseFirst: 'lower' }, { usage: 'search', sensitivity: 'base' }, { collation: 'phonebk' }, {}];
  for (const option of options) {
    for (const [left, right] of pairs) console.log(JSON.stringify(option), left, right, left.localeCompare(right, 'en', option));
  }
  attempt('undefined', () => 'undefined'.localeCompare());
  attempt('number', () => 'a'.localeCompare(5));
  attempt('bad tag', () => 'a'.localeCompare('b', 'x-bad!'));
  attempt('underscore', () => 'a'.localeCompare('b', 'en_US'));
  attempt('list', () => 'a'.localeCompare('b', ['de', 'en']));
  attempt('later bad', () => 'a'.localeCompare('b', ['de', '!']));
  attempt('number tag', () => 'a'.localeCompare('b', [1]));
  attempt('number locale', () => 'a'.localeCompare('b', 5));
  attempt('null locale', () => 'a'.localeCompare('b', null));
  attempt('null options', () => 'a'.localeCompare('b', 'en', null));
  attempt('sensitivity', () => 'a'.localeCompare('b', 'en', { sensitivity: 'foo' }));
  attempt('usage', () => 'a'.localeCompare('b', 'en', { usage: 'x' }));
  attempt('null this', () => String.prototype.localeCompare.call(null, 'a'));
  console.log(Object.getOwnPropertyDescriptor(String.prototype, 'localeCompare').enumerable, ''.localeCompare.length, ''.localeCompare.name);
};
