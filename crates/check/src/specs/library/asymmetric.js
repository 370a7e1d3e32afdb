// Stand-ins for a value inside of an expectation: `expect.any(String)` and its like.
const BY_TYPEOF = new Map([
  [String, 'string'], [Number, 'number'], [Boolean, 'boolean'], [BigInt, 'bigint'], [Symbol, 'symbol'], [Function, 'function'], [Object, 'object'],
]);

const standIn = (name, text, test) => ({
  $$typeof: ASYMMETRIC,
  asymmetricMatch: test,
  toAsymmetricText: () => (text === undefined ? name : `${name}<${text}>`),
  toString: () => name,
});
const inverted = (name, made) => standIn(`Not${name}`, made.text, (value) => !made.test(value));

const needKind = (name, value, isRight, what) => {
  if (!isRight) throw new TypeError(`expect.${name}: the argument must be ${what}, and is ${kindText(value)}`);
};
const containing = {
  arrayContaining(sample) {
    needKind('arrayContaining', sample, isArray(sample), 'an array');
    return {
      text: format(sample),
      test: (value) => isArray(value) && sample.every((part) => value.some((other) => equals(part, other))),
    };
  },
  arrayOf(sample) {
    return { text: format(sample), test: (value) => isArray(value) && value.every((part) => equals(sample, part)) };
  },
  objectContaining(sample) {
    needKind('objectContaining', sample, isObject(sample), 'an object');
    return {
      text: format(sample),
      test: (value) => listedKeys(sample).every((key) => isObject(value) && key in value && equals(sample[key], value[key])),
    };
  },
  stringContaining(sample) {
    needKind('stringContaining', sample, typeof sample === 'string', 'a string');
    return { text: quoted(sample), test: (value) => typeof value === 'string' && value.includes(sample) };
  },
  stringMatching(sample) {
    needKind('stringMatching', sample, typeof sample === 'string' || kindOf(sample) === 'RegExp', 'a string or a regular expression');
    const pattern = new RegExp(sample);
    return { text: `${pattern}`, test: (value) => typeof value === 'string' && new RegExp(pattern).test(value) };
  },
  closeTo(sample, digits = 2) {
    needKind('closeTo', sample, typeof sample === 'number', 'a number');
    return { text: `${sample}`, test: (value) => typeof value === 'number' && isClose(value, sample, digits) };
  },
};
const isClose = (value, other, digits) => is(value, other) || abs(value - other) < 10 ** -digits / 2;

const ofClass = (Class) => {
  if (Class === undefined) throw new TypeError('expect.any: give the class, as in expect.any(String)');
  const type = BY_TYPEOF.get(Class);
  const test = type === undefined ? (value) => value instanceof Class
    : (value) => typeof value === type || (type !== 'object' && value instanceof Class);
  return standIn('Any', Class.name || 'anonymous', test);
};

/** The members of `expect` that stand for a value, and those of `expect.not`. */
const standIns = { any: ofClass, anything: () => standIn('Anything', undefined, (value) => value !== undefined && value !== null) };
const standInsNot = {};
for (const [name, make] of entriesOf(containing)) {
  const title = `${name[0].toUpperCase()}${name.slice(1)}`;
  standIns[name] = (...args) => {
    const { text, test } = make(...args);
    return standIn(title, text, test);
  };
  standInsNot[name] = (...args) => inverted(title, make(...args));
}
