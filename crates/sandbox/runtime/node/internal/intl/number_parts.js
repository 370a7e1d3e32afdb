// A number written in the manner of a locale, as parts.
const { ofLocale, supplement } = require('internal/intl/data');
const { scaled, isZero } = require('internal/intl/decimal');
const { digitsOf } = require('internal/intl/digit_options');
const { grouped } = require('internal/intl/number_pattern');

/** Symbols and patterns of the format's digits; those of the Latin ones where the locale has none of their own. */
const systemOf = (format) => {
  const at = (name) => ofLocale(format.data, 'numbers', 'systems', name);
  return at(format.numberingSystem) ?? at('latn');
};
const localDigits = (format) => {
  const all = format.numberingSystem === 'latn' ? undefined : supplement('digits', format.numberingSystem);
  if (!all) return (text) => text;
  const list = [...all];
  return (text) => text.replace(/\d/g, (digit) => list[digit]);
};

const leastGroup = (format) => {
  const own = ofLocale(format.data, 'numbers', 'grouping') ?? 1;
  switch (format.useGrouping) {
    case 'always': return 1;
    case 'min2': return Math.max(2, own);
    default: return own;
  }
};
/** Digits, grouped and with their separators. */
const digitParts = (format, before, after, groups) => {
  const { symbols } = systemOf(format);
  const local = localDigits(format);
  const isMoney = format.style === 'currency';
  const groupSign = (isMoney && symbols.currencyGroup) || symbols.group;
  const parts = [];
  const all = format.useGrouping === false ? [before] : grouped(before, groups, leastGroup(format));
  all.forEach((digits, at) => {
    if (at > 0) parts.push({ type: 'group', value: groupSign });
    parts.push({ type: 'integer', value: local(digits) });
  });
  if (after !== '') parts.push({ type: 'decimal', value: (isMoney && symbols.currencyDecimal) || symbols.decimal }, { type: 'fraction', value: local(after) });
  return parts;
};
const special = (format, decimal) => {
  const { symbols } = systemOf(format);
  return [{ type: decimal.special, value: decimal.special === 'nan' ? symbols.nan : symbols.infinity }];
};

/** Compact numbers: which power of ten the pattern of this magnitude stands for. */
const compactPattern = (format, magnitude, isMoney) => {
  const name = isMoney ? 'currencyShort' : format.compactDisplay;
  const own = systemOf(format)[name];
  // Digits that have no words of their own take those of the Latin ones.
  const patterns = Object.keys(own ?? {}).length > 0 ? own : ofLocale(format.data, 'numbers', 'systems', 'latn', name);
  const most = Math.min(magnitude, Math.max(...Object.keys(patterns ?? {}), 0));
  const entry = patterns?.[most];
  const pattern = entry?.other;
  if (pattern === undefined || pattern === '0') return { power: 0 };
  const zeros = /0+/.exec(pattern)[0].length;
  return { entry, power: most - zeros + 1 };
};
const compacted = (format, decimal) => {
  const isMoney = format.style === 'currency' && format.currencyDisplay !== 'name';
  let shape = compactPattern(format, decimal.point - 1, isMoney);
  let digits = digitsOf(scaled(decimal, -shape.power), format.slots);
  const magnitude = digits.rounded.point + shape.power - 1;
  if (!isZero(decimal) && magnitude !== decimal.point - 1) {
    shape = compactPattern(format, magnitude, isMoney);
    digits = digitsOf(scaled(decimal, -shape.power), format.slots);
  }
  return { ...digits, power: shape.power, entry: shape.entry };
};
/** The digits of every notation, with the power of ten that is written otherwise. */
const written = (format, decimal) => {
  if (format.notation === 'compact') return compacted(format, decimal);
  if (format.notation === 'standard') return { ...digitsOf(decimal, format.slots), power: 0 };
  const step = format.notation === 'engineering' ? 3 : 1;
  const powerOf = (value) => (isZero(value) ? 0 : Math.floor((value.point - 1) / step) * step);
  let power = powerOf(decimal);
  let digits = digitsOf(scaled(decimal, -power), format.slots);
  const after = powerOf(scaled(digits.rounded, power));
  if (after !== power) {
    power = after;
    digits = digitsOf(scaled(decimal, -power), format.slots);
  }
  return { ...digits, power };
};
const exponentParts = (format, power) => {
  const { symbols } = systemOf(format);
  const parts = [{ type: 'exponentSeparator', value: symbols.exponential }];
  if (power < 0) parts.push({ type: 'exponentMinusSign', value: symbols.minusSign });
  return [...parts, { type: 'exponentInteger', value: localDigits(format)(String(Math.abs(power))) }];
};

/** Which sign is shown: 'minus', 'plus' or none. */
const signOf = (format, decimal, rounded) => {
  const { isNegative } = decimal;
  const isNothing = isZero(rounded) || decimal.special === 'nan';
  switch (format.signDisplay) {
    case 'never': return undefined;
    case 'always': return isNegative ? 'minus' : 'plus';
    case 'exceptZero': return isNothing ? undefined : isNegative ? 'minus' : 'plus';
    case 'negative': return isNegative && !isNothing ? 'minus' : undefined;
    default: return isNegative && decimal.special !== 'nan' ? 'minus' : undefined;
  }
};
/** The pattern that puts the number between its sign, its currency or its percent sign. */
const outerPattern = (format, number) => {
  const system = systemOf(format);
  if (number.entry !== undefined) return number.entry[number.category] ?? number.entry.other;
  if (format.style === 'percent' || format.unit === 'percent') return system.percent;
  if (format.style !== 'currency' || format.currencyDisplay === 'name') return system.decimal;
  return format.currencySign === 'accounting' ? system.accounting : system.currency;
};

const joined = (parts) => parts.map(({ value }) => value).join('');
module.exports = { systemOf, localDigits, digitParts, special, exponentParts, written, signOf, outerPattern, joined };
