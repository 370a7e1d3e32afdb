// When two values are equal: recursively, with or without regard to their types.
const KINDS_BY_VALUE = ['Number', 'String', 'Boolean', 'BigInt', 'Symbol'];

const isAsymmetric = (value) => isObject(value) && value.$$typeof === ASYMMETRIC;
const ASYMMETRIC = Symbol.for('jest.asymmetricMatcher');
/** What an asymmetric side says; undefined when neither is one. */
const askAsymmetric = (left, right) => {
  const [isLeft, isRight] = [isAsymmetric(left), isAsymmetric(right)];
  if (isLeft && isRight) return left.toAsymmetricText?.() === right.toAsymmetricText?.();
  if (isLeft && !isRight) return left.asymmetricMatch(right);
  if (isRight && !isLeft) return right.asymmetricMatch(left);
  return undefined;
};

const isListed = (value, key) => getOwnPropertyDescriptor(value, key)?.enumerable === true;
const listedKeys = (value) => ownKeys(value).filter((key) => isListed(value, key));

/** Objects whose worth is not in their properties; undefined when it is. */
const equalByValue = (left, right, kind, how) => {
  if (isError(left) && isError(right)) return left.message === right.message;
  if (KINDS_BY_VALUE.includes(kind)) return is(left.valueOf(), right.valueOf());
  if (kind === 'Date') return is(+left, +right);
  if (kind === 'RegExp') return left.source === right.source && left.flags === right.flags;
  if (left instanceof URL && right instanceof URL) return left.href === right.href;
  if (kind === 'ArrayBuffer') return equalsIn(new Uint8Array(left), new Uint8Array(right), how);
  return undefined;
};
const someMember = (members, test) => {
  for (const member of members) if (test(member)) return true;
  return false;
};
/** Sets and maps: every member of one has its equal in the other, in any order. */
const equalSets = (left, right, how) => left.size === right.size && ![...left].some((member) =>
  !right.has(member) && !someMember(right, (other) => equalsIn(member, other, how)));
const equalMaps = (left, right, how) => left.size === right.size && ![...left].some(([key, held]) =>
  !(right.has(key) && equalsIn(held, right.get(key), how)) &&
  !someMember(right, ([otherKey, other]) => equalsIn(key, otherKey, how) && equalsIn(held, other, how)));

const equalLists = (left, right, how) => {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) {
    if (how.types && hasOwn(left, i) !== hasOwn(right, i)) return false;
    if (!equalsIn(left[i], right[i], how)) return false;
  }
  return true;
};
const isIndex = (key) => typeof key === 'string' && /^\d+$/.test(key);
const equalProperties = (left, right, how) => {
  const [leftKeys, rightKeys] = [listedKeys(left), listedKeys(right)];
  const counts = (value, key) => !(isArray(value) && isIndex(key)) && (how.types || value[key] !== undefined);
  if (leftKeys.some((key) => counts(left, key) && !(isListed(right, key) && equalsIn(left[key], right[key], how)))) return false;
  return !rightKeys.some((key) => counts(right, key) && !(isListed(left, key) && (how.types || left[key] !== undefined)));
};
const haveOneType = (left, right) => left.constructor === right.constructor ||
  // Objects without a prototype and plain ones are both plain.
  (left.constructor === undefined && right.constructor === Object) || (right.constructor === undefined && left.constructor === Object);

const equalObjects = (left, right, how) => {
  const kind = kindOf(left);
  if (kind !== kindOf(right) || typeof left !== typeof right) return false;
  if (how.types && !haveOneType(left, right)) return false;
  const byValue = equalByValue(left, right, kind, how);
  if (byValue !== undefined) return byValue;
  if (typeof left === 'function') return false;
  if (isArray(left) !== isArray(right)) return false;
  const inner = { ...how, pairs: [...how.pairs, [left, right]] };
  if (left instanceof Set && right instanceof Set) return equalSets(left, right, inner);
  if (left instanceof Map && right instanceof Map) return equalMaps(left, right, inner);
  if (ArrayBuffer.isView(left)) return left.constructor === right.constructor && equalLists(arrayFrom(left), arrayFrom(right), inner);
  if (isArray(left) && !equalLists(left, right, inner)) return false;
  return equalProperties(left, right, inner);
};

/** Testers that a spec has added with `expect.addEqualityTesters`. */
const ownTesters = [];
const askTesters = (left, right) => {
  const context = { equals };
  for (const tester of ownTesters) {
    const found = apply(tester, context, [left, right, ownTesters]);
    if (found !== undefined) return found;
  }
  return undefined;
};

const equalsIn = (left, right, how) => {
  const asked = askAsymmetric(left, right) ?? askTesters(left, right);
  if (asked !== undefined) return asked;
  const [a, b] = [unwrapped(left), unwrapped(right)];
  if (is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  // A value that holds itself is equal to one that holds itself in the same place.
  for (const [seenLeft, seenRight] of how.pairs) {
    if (seenLeft === a) return seenRight === b;
    if (seenRight === b) return false;
  }
  return equalObjects(a, b, how);
};

/** As `toEqual` compares. */
const equals = (left, right) => equalsIn(left, right, { types: false, pairs: [] });
/** As `toStrictEqual` compares: undefined properties, holes and types count. */
const equalsStrictly = (left, right) => equalsIn(left, right, { types: true, pairs: [] });

/** Whether the object has at least what the pattern has. */
const fitsPattern = (value, pattern, above = []) => {
  const asked = askAsymmetric(value, pattern);
  if (asked !== undefined) return asked;
  if (!isObject(pattern) || !isObject(value) || kindOf(pattern) !== kindOf(value) || above.includes(pattern)) return equals(value, pattern);
  const inner = [...above, pattern];
  if (isArray(pattern)) {
    return isArray(value) && value.length === pattern.length && pattern.every((part, at) => fitsPattern(value[at], part, inner));
  }
  if (kindOf(pattern) !== 'Object' || isError(pattern) || pattern instanceof Set || pattern instanceof Map) return equals(value, pattern);
  return listedKeys(pattern).every((key) => key in value && fitsPattern(value[key], pattern[key], inner));
};
