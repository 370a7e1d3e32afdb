// `Intl.ListFormat`.
const { ofLocale } = require('internal/intl/data');
const { strictOptionsOf, word } = require('internal/intl/options');
const { resolve, checkMatcher, supportedOf } = require('internal/intl/locales');
const { finish, privateState, onlyNew } = require('internal/intl/shape');

const NAME = 'ListFormat';
const MOST = 10_000;
const formats = privateState(NAME);
const TYPES = { conjunction: 'standard', disjunction: 'or', unit: 'unit' };
const ENDS = { long: '', short: '-short', narrow: '-narrow' };
const fill = (template, first, second) => template.split(/(\{[01]\})/).flatMap((piece) => {
  if (piece === '{0}') return first;
  if (piece === '{1}') return second;
  return piece === '' ? [] : [{ type: 'literal', value: piece }];
});
/** Spanish `y` and `o`, Hebrew `ו` and Italian change with what follows. */
const special = (format, template, next) => {
  const [language] = format.data.split('-');
  const text = next[0]?.value ?? '';
  if (language === 'es' && / y \{1\}$/.test(template) && /^(?:i|hi(?!a|e))/i.test(text)) return template.replace(' y ', ' e ');
  if (language === 'es' && / o \{1\}$/.test(template) && /^(?:o|ho|8)/i.test(text)) return template.replace(' o ', ' u ');
  if (language === 'he' && template.endsWith('ו{1}') && !/^[\u0590-\u05ff]/.test(text)) return template.replace('ו{1}', 'ו-{1}');
  return template;
};
const patternsOf = ({ data, type, style }) => ofLocale(data, 'lists', `listPattern-type-${TYPES[type]}${ENDS[style]}`);
const partsOf = (format, list) => {
  const items = list.map((value) => [{ type: 'element', value }]);
  const patterns = patternsOf(format);
  if (items.length === 0) return [];
  if (items.length === 1) return items[0];
  if (items.length === 2) return fill(special(format, patterns[2], items[1]), items[0], items[1]);
  let parts = fill(special(format, patterns.end, items.at(-1)), items.at(-2), items.at(-1));
  for (let at = items.length - 3; at >= 0; at--) parts = fill(at === 0 ? patterns.start : patterns.middle, items[at], parts);
  return parts.reduce((all, part) => {
    if (part.type === 'literal' && all.at(-1)?.type === 'literal') all.at(-1).value += part.value;
    else all.push({ ...part });
    return all;
  }, []);
};
const listOf = (iterable) => {
  if (iterable === undefined) return [];
  const list = [];
  for (const value of iterable) {
    if (typeof value !== 'string') throw new TypeError(`Iterable yielded ${typeof value === 'symbol' ? 'a Symbol' : value} which is not a string`);
    if (list.length === MOST) throw new RangeError(`a list has at most ${MOST} members`);
    list.push(value);
  }
  return list;
};
function ListFormat(locales = undefined, given = undefined) {
  onlyNew(new.target, NAME);
  const { found, data } = resolve(locales);
  const options = strictOptionsOf(given);
  checkMatcher(options, NAME);
  const type = word(options, NAME, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction');
  formats.set(this, { locale: found, data, type, style: word(options, NAME, 'style', ['long', 'short', 'narrow'], 'long') });
}
finish(ListFormat, {
  resolvedOptions() {
    const { locale, type, style } = formats.get(this, 'resolvedOptions');
    return { locale, type, style };
  },
  format(list) { return partsOf(formats.get(this, 'format'), listOf(list)).map(({ value }) => value).join(''); },
  formatToParts(list) { return partsOf(formats.get(this, 'formatToParts'), listOf(list)); },
}, { supportedLocalesOf: supportedOf(NAME) });
module.exports = { ListFormat };
