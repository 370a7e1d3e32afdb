// How many digits a number is written with: the options that NumberFormat and PluralRules share.
const { word, whole, inRange } = require('internal/intl/options');
const { roundAt, split, isZero } = require('internal/intl/decimal');

const MODES = ['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven'];
const INCREMENTS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];
const MOST_DIGITS = 100;

const significant = (found, minimum, maximum) => {
  found.minimumSignificantDigits = inRange(minimum, 'minimumSignificantDigits', 1, 21, 1);
  found.maximumSignificantDigits = inRange(maximum, 'maximumSignificantDigits', found.minimumSignificantDigits, 21, 21);
};
const fraction = (found, minimum, maximum, least, most) => {
  const low = inRange(minimum, 'minimumFractionDigits', 0, MOST_DIGITS);
  const high = inRange(maximum, 'maximumFractionDigits', 0, MOST_DIGITS);
  found.minimumFractionDigits = low ?? Math.min(least, high ?? least);
  found.maximumFractionDigits = high ?? Math.max(most, low ?? most);
  if (found.minimumFractionDigits > found.maximumFractionDigits) throw new RangeError('maximumFractionDigits value is out of range.');
};
/** Reads them all, in the standard's order; `least` and `most` are the default digits after the point. */
const digitOptions = (options, service, least, most, isCompact) => {
  const found = { minimumIntegerDigits: whole(options, 'minimumIntegerDigits', 1, 21, 1) };
  const [minFraction, maxFraction] = [options.minimumFractionDigits, options.maximumFractionDigits];
  const [minSignificant, maxSignificant] = [options.minimumSignificantDigits, options.maximumSignificantDigits];
  const increment = whole(options, 'roundingIncrement', 1, 5000, 1);
  if (!INCREMENTS.includes(increment)) throw new RangeError('roundingIncrement value is out of range.');
  const mode = word(options, service, 'roundingMode', MODES, 'halfExpand');
  const priority = word(options, service, 'roundingPriority', ['auto', 'morePrecision', 'lessPrecision'], 'auto');
  const trailing = word(options, service, 'trailingZeroDisplay', ['auto', 'stripIfInteger'], 'auto');
  const hasSignificant = minSignificant !== undefined || maxSignificant !== undefined;
  const hasFraction = minFraction !== undefined || maxFraction !== undefined;
  const isByPriority = priority !== 'auto';
  const wantsSignificant = isByPriority || hasSignificant;
  const wantsFraction = isByPriority || !(hasSignificant || (!hasFraction && isCompact));
  if (increment !== 1 && isByPriority) throw new TypeError("roundingIncrement value is invalid.");
  if (wantsSignificant) significant(found, minSignificant, maxSignificant);
  if (wantsFraction) fraction(found, minFraction, maxFraction, increment === 1 ? least : Math.max(least, 0), increment === 1 ? most : least);
  found.type = isByPriority ? priority : hasSignificant ? 'significant' : 'fraction';
  if (!wantsSignificant && !wantsFraction) {
    Object.assign(found, { minimumFractionDigits: 0, maximumFractionDigits: 0, minimumSignificantDigits: 1, maximumSignificantDigits: 2, type: 'morePrecision' });
  }
  if (increment !== 1) {
    if (found.type !== 'fraction') throw new TypeError('roundingIncrement value is invalid.');
    if (found.maximumFractionDigits !== found.minimumFractionDigits) throw new RangeError('maximumFractionDigits not equal to minimumFractionDigits');
  }
  return { ...found, roundingIncrement: increment, roundingMode: mode, roundingPriority: found.type === 'morePrecision' ? 'morePrecision' : priority, trailingZeroDisplay: trailing };
};

const bySignificant = (decimal, slots) => {
  const rounded = roundAt(decimal, slots.maximumSignificantDigits - decimal.point, slots.roundingMode);
  const point = isZero(rounded) ? 1 : rounded.point;
  return { rounded, places: slots.maximumSignificantDigits - point, fraction: Math.max(0, slots.minimumSignificantDigits - point) };
};
const byFraction = (decimal, slots) => ({
  rounded: roundAt(decimal, slots.maximumFractionDigits, slots.roundingMode, slots.roundingIncrement),
  places: slots.maximumFractionDigits, fraction: slots.minimumFractionDigits,
});
const chosen = (decimal, slots) => {
  switch (slots.type) {
    case 'significant': return bySignificant(decimal, slots);
    case 'fraction': return byFraction(decimal, slots);
    default: {
      const [one, other] = [bySignificant(decimal, slots), byFraction(decimal, slots)];
      return (one.places > other.places) === (slots.type === 'morePrecision') ? one : other;
    }
  }
};
/** A number rounded as the options say, and its digits before and after the point. */
const digitsOf = (decimal, slots) => {
  const { rounded, fraction: least } = chosen(decimal, slots);
  const [before, after] = split(rounded, slots.minimumIntegerDigits, least);
  const isBare = slots.trailingZeroDisplay === 'stripIfInteger' && /^0*$/.test(after);
  return { rounded, before, after: isBare ? '' : after };
};

module.exports = { digitOptions, digitsOf };
