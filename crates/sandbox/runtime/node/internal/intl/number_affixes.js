// What stands around the digits: signs, currencies, units, compact notation.
const { ofLocale } = require('internal/intl/data');
const { systemOf, digitParts, special, exponentParts, written, signOf, outerPattern } = require('internal/intl/number_parts');
const { parsePattern } = require('internal/intl/number_pattern');
const { category } = require('internal/intl/plural');

const currencySymbol = (format) => {
  const { currency, currencyDisplay } = format;
  if (currencyDisplay === 'code') return currency;
  const { symbol, narrow } = ofLocale(format.data, 'currencies', currency) ?? {};
  return (currencyDisplay === 'narrowSymbol' ? narrow : undefined) ?? symbol ?? currency;
};
const letterAt = (text, at) => /^[^\p{S}\p{Z}]$/u.test([...text].at(at) ?? '');
/** Between a currency that ends in a letter and the digits stands a space. */
const spaced = (format, before, middle, after) => {
  const startsWithDigit = middle[0]?.type === 'integer';
  const endsWithDigit = ['integer', 'fraction'].includes(middle.at(-1)?.type);
  const { spacing } = systemOf(format);
  const last = before.at(-1);
  const first = after[0];
  const parts = [...before];
  if (last?.type === 'currency' && startsWithDigit && letterAt(last.value, -1)) parts.push({ type: 'literal', value: spacing?.beforeCurrency?.insertBetween ?? '\u00a0' });
  parts.push(...middle);
  if (first?.type === 'currency' && endsWithDigit && letterAt(first.value, 0)) parts.push({ type: 'literal', value: spacing?.afterCurrency?.insertBetween ?? '\u00a0' });
  return [...parts, ...after];
};
/** Marks of direction beside a sign are literals. */
const withMarks = ({ type, value }) => {
  const [, open, sign, close] = /^([\u200e\u200f\u061c]*)(.*?)([\u200e\u200f\u061c]*)$/s.exec(value);
  return [{ type: 'literal', value: open }, { type, value: sign }, { type: 'literal', value: close }].filter((part) => part.value !== '');
};
const filled = (format, list, sign) => {
  const { symbols } = systemOf(format);
  const values = { minusSign: symbols.minusSign, plusSign: symbols.plusSign, percentSign: symbols.percentSign };
  return list.flatMap((part) => {
    if (part.type === 'minusSign' && sign === 'plus') return withMarks({ type: 'plusSign', value: values.plusSign });
    if (part.type === 'currency') return [{ type: 'currency', value: currencySymbol(format) }];
    if (part.type === 'percentSign' && format.style === 'unit') return withMarks({ type: 'unit', value: values.percentSign });
    return values[part.type] === undefined ? [part] : withMarks({ type: part.type, value: values[part.type] });
  });
};
/** A pattern such as `{0} km` or `0 Mio'.'` around parts; what is beside them is of this type, the spaces are literals. */
const around = (template, parts, type) => {
  const found = [];
  for (const piece of template.split(/(\{0\})/)) {
    if (piece === '{0}') found.push(...parts);
    else {
      const [, open, text, close] = /^([\s\u200e\u200f\u061c]*)(.*?)([\s\u200e\u200f\u061c]*)$/s.exec(piece);
      if (open !== '') found.push({ type: 'literal', value: open });
      if (text !== '') found.push({ type, value: text });
      if (close !== '') found.push({ type: 'literal', value: close });
    }
  }
  return found;
};
/** The affixes of a compact pattern: `¤0K` is a currency, digits and a word. */
const compactFilled = (format, list, sign) => filled(format, list, sign).flatMap((part) => {
  if (part.type !== 'literal') return [part];
  return around(part.value, [], 'compact');
});

const unitTemplate = (format, plural, type) => {
  const at = (...path) => ofLocale(format.data, 'units', format.unitDisplay, ...path);
  const whole = at('units', format.unit);
  if (whole !== null) return whole[plural] ?? whole.other;
  const [upper, lower] = format.unit.split('-per-');
  const [over, under] = [at('units', upper), at('units', lower)];
  const first = over[plural] ?? over.other;
  if (under.per) return under.per.replace('{0}', first);
  return (at('per') ?? '{0}/{1}').replace('{0}', first).replace('{1}', (under.one ?? under.other).replace('{0}', '').trim()) ?? type;
};
const moneyNamed = (format, parts, plural) => {
  const names = ofLocale(format.data, 'currencies', format.currency);
  const name = names?.names?.[plural] ?? names?.names?.other ?? names?.name ?? format.currency;
  const named = ofLocale(format.data, 'numbers', 'systems', 'latn', 'named');
  return around((named?.[plural] ?? named?.other ?? '{0} {1}').replace('{1}', name), parts, 'currency');
};
const merged = (parts) => parts.reduce((all, part) => {
  const last = all.at(-1);
  if (part.type === 'literal' && last?.type === 'literal') last.value += part.value;
  else all.push({ ...part });
  return all;
}, []);

const numberOf = (format, decimal) => {
  if (decimal.special !== undefined) return { rounded: decimal, before: '', after: '', power: 0, category: 'other' };
  const number = written(format, decimal);
  return { ...number, category: category(format.data, 'cardinal', number.before, number.after, format.notation === 'compact' ? number.power : 0) };
};
const middleParts = (format, decimal, number, groups) => {
  if (decimal.special !== undefined) return special(format, decimal);
  const parts = digitParts(format, number.before, number.after, groups);
  return format.notation === 'scientific' || format.notation === 'engineering' ? [...parts, ...exponentParts(format, number.power).flatMap(withMarks)] : parts;
};
/** All the parts of a number. */
const numberParts = (format, decimal) => {
  const number = numberOf(format, decimal);
  const isMoney = format.style === 'currency' && format.currencyDisplay !== 'name';
  const pattern = parsePattern(outerPattern(format, number));
  const groups = pattern.grouping ?? parsePattern(systemOf(format).decimal).grouping;
  const sign = signOf(format, decimal, number.rounded);
  const { before, after } = sign === undefined ? pattern : pattern.signed;
  const fill = number.entry === undefined ? filled : compactFilled;
  const parts = spaced(format, fill(format, before, sign), middleParts(format, decimal, number, groups), fill(format, after, sign));
  if (format.style === 'unit' && format.unit !== 'percent') return merged(around(unitTemplate(format, number.category), parts, 'unit'));
  if (format.style === 'currency' && !isMoney) return merged(moneyNamed(format, parts, number.category));
  return merged(parts);
};

module.exports = { numberParts };
