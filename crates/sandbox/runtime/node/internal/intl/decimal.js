// Decimal numbers as digits: `0.DIGITS * 10^point`. What is formatted is exact; nothing passes through binary fractions again.
const strip = (digits, point) => {
  const from = digits.search(/[^0]/);
  if (from === -1) return { digits: '', point: 0 };
  return { digits: digits.slice(from).replace(/0+$/, ''), point: point - from };
};
const LONGEST = 20_000;
const checked = (text) => {
  if (text.length > LONGEST) throw new RangeError(`a number of ${text.length} digits is too long: at most ${LONGEST} are formatted`);
  return text;
};
const fromBigInt = (value) => {
  const digits = checked(String(value < 0n ? -value : value));
  return { isNegative: value < 0n, ...strip(digits, digits.length) };
};
/** The shortest digits that are this number. */
const fromNumber = (value) => {
  const isNegative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return { isNegative, special: Number.isNaN(value) ? 'nan' : 'infinity', digits: '', point: 0 };
  const [mantissa, exponent] = Math.abs(value).toExponential().split('e');
  return { isNegative, ...strip(mantissa.replace('.', ''), Number(exponent) + 1) };
};
/** A text as `Number` reads it, with all of its digits. */
const fromText = (text) => {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(checked(text.trim()));
  if (match === null || (match[2] === '' && match[3] === '')) {
    return /^0[xob]/i.test(text.trim()) && !Number.isNaN(Number(text)) ? fromBigInt(BigInt(text)) : fromNumber(Number(text));
  }
  const exponent = Number(match[4] ?? 0);
  if (Math.abs(exponent) > LONGEST) return fromNumber(Number(text));
  return { isNegative: match[1] === '-', ...strip(match[2] + match[3], match[2].length + exponent) };
};
/** Whatever may be formatted. */
const toDecimal = (value) => {
  const primitive = typeof value === 'object' && value !== null ? (value[Symbol.toPrimitive]?.('number') ?? primitiveOf(value)) : value;
  if (typeof primitive === 'bigint') return fromBigInt(primitive);
  return typeof primitive === 'string' ? fromText(primitive) : fromNumber(Number(primitive));
};
const primitiveOf = (value) => {
  const own = value.valueOf();
  return typeof own === 'object' ? String(value) : own;
};

const isZero = (decimal) => decimal.digits === '' && decimal.special === undefined;
/** Whether what is cut off moves the last digit up, away from zero. */
const goesUp = (mode, isNegative, half, isOdd) => {
  switch (mode) {
    case 'ceil': return !isNegative && half !== undefined;
    case 'floor': return isNegative && half !== undefined;
    case 'expand': return half !== undefined;
    case 'trunc': return false;
    case 'halfCeil': return half > 0 || (half === 0 && !isNegative);
    case 'halfFloor': return half > 0 || (half === 0 && isNegative);
    case 'halfTrunc': return half > 0;
    case 'halfEven': return half > 0 || (half === 0 && isOdd);
    default: return half >= 0;
  }
};
/** How a remainder compares with half of what it is a part of: undefined for nothing, else -1, 0, 1. */
const halfOf = (rest) => {
  if (/^0*$/.test(rest)) return undefined;
  if (rest[0] !== '5') return rest[0] > '5' ? 1 : -1;
  return /^50*$/.test(rest) ? 0 : 1;
};
/** Rounded to so many places after the point (before it where negative), to a multiple of `increment` there. */
const roundAt = (decimal, places, mode = 'halfExpand', increment = 1) => {
  const keep = decimal.point + places;
  if (increment === 1 && keep >= decimal.digits.length) return decimal;
  const all = decimal.digits.padEnd(Math.max(keep, 0), '0');
  const head = keep > 0 ? all.slice(0, keep) : '';
  const rest = keep >= 0 ? all.slice(keep) : '0'.repeat(Math.min(-keep, 5)) + all;
  let units = BigInt(head || '0');
  const step = BigInt(increment);
  const over = units % step;
  let half = halfOf(rest);
  if (over !== 0n || increment !== 1) {
    const twice = over * 2n;
    if (twice === step) half = half === undefined ? 0 : 1;
    else if (over !== 0n) half = twice > step ? 1 : -1;
    else half = half === undefined ? undefined : -1;
  }
  units -= over;
  if (goesUp(mode, decimal.isNegative, half, (units / step) % 2n === 1n)) units += step;
  const text = String(units);
  return { ...decimal, ...strip(text, text.length - places) };
};
/** The digits before and after the point, with at least so many of each. */
const split = (decimal, least = 1, fraction = 0) => {
  const { digits, point } = decimal;
  const before = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '';
  const after = point > 0 ? digits.slice(point) : digits === '' ? '' : '0'.repeat(-point) + digits;
  return [before.padStart(least, '0'), after.padEnd(fraction, '0')];
};
const scaled = (decimal, power) => (decimal.digits === '' ? decimal : { ...decimal, point: decimal.point + power });

module.exports = { toDecimal, roundAt, split, scaled, isZero };
