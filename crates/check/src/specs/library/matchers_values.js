// Matchers about one value. A matcher gives `{ pass, expected, detail }`; `detail` is what its failure says below the call.
const verdict = (pass, detail, expected = 'expected') => ({ pass, detail, expected });
/** The lines of a comparison with `not` in them when that is what failed. */
const told = (isNot, expected, received) => (isNot ? `Expected: not ${format(expected)}\nReceived:     ${format(received)}` : difference(expected, received));
const toldValue = (isNot, text, received) => `Expected: ${isNot ? 'not ' : ''}${text}\nReceived: ${format(received)}`;
const unary = (text, test) => (received, { isNot }) => verdict(test(received), () => toldValue(isNot, text, received), '');
const needNumber = (value, what) => {
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    throw new TypeError(`the ${what} value must be a number or a bigint, and is ${kindText(value)}`);
  }
};
const ordered = (sign, test) => (received, { isNot }, expected) => {
  needNumber(received, 'received');
  needNumber(expected, 'expected');
  return verdict(test(received, expected), () => toldValue(isNot, `${sign} ${format(expected)}`, received));
};

const valueMatchers = {
  toBe(received, { isNot }, expected) {
    const detail = () => {
      const hint = !isNot && isObject(expected) && equals(received, expected)
        ? '\n\nThey are equal and not the same object: toEqual compares what is in them.' : '';
      return `${told(isNot, expected, received)}${hint}`;
    };
    return verdict(is(unwrapped(received), unwrapped(expected)), detail);
  },
  toEqual: (received, { isNot }, expected) => verdict(equals(received, expected), () => told(isNot, expected, received)),
  toStrictEqual: (received, { isNot }, expected) => verdict(equalsStrictly(received, expected), () => told(isNot, expected, received)),
  toBeDefined: unary('a value', (value) => value !== undefined),
  toBeUndefined: unary('undefined', (value) => value === undefined),
  toBeNull: unary('null', (value) => value === null),
  toBeNaN: unary('NaN', (value) => is(value, NaN)),
  toBeTruthy: unary('something true', Boolean),
  toBeFalsy: unary('something false', (value) => !value),
  toBeGreaterThan: ordered('>', (a, b) => a > b),
  toBeGreaterThanOrEqual: ordered('>=', (a, b) => a >= b),
  toBeLessThan: ordered('<', (a, b) => a < b),
  toBeLessThanOrEqual: ordered('<=', (a, b) => a <= b),
  toBeCloseTo(received, { isNot }, expected, digits = 2) {
    needNumber(received, 'received');
    needNumber(expected, 'expected');
    const detail = () => `${toldValue(isNot, format(expected), received)}\nTo ${plural(digits, 'digit')} behind the point.`;
    return verdict(isClose(received, expected, digits), detail);
  },
  toBeInstanceOf(received, { isNot }, Class) {
    if (typeof Class !== 'function') throw new TypeError(`the expected value must be a class, and is ${kindText(Class)}`);
    return verdict(received instanceof Class, () => toldValue(isNot, `an instance of ${Class.name}`, received));
  },
  toMatch(received, { isNot }, expected) {
    if (typeof received !== 'string') throw new TypeError(`the received value must be a string, and is ${kindText(received)}`);
    if (typeof expected !== 'string' && kindOf(expected) !== 'RegExp') {
      throw new TypeError(`the expected value must be a string or a regular expression, and is ${kindText(expected)}`);
    }
    const pass = typeof expected === 'string' ? received.includes(expected) : new RegExp(expected).test(received);
    return verdict(pass, () => toldValue(isNot, typeof expected === 'string' ? `a text with ${quoted(expected)}` : `${expected}`, received));
  },
  toMatchObject(received, { isNot }, expected) {
    if (!isObject(received)) throw new TypeError(`the received value must be an object, and is ${kindText(received)}`);
    if (!isObject(expected)) throw new TypeError(`the expected value must be an object, and is ${kindText(expected)}`);
    return verdict(fitsPattern(received, expected), () => told(isNot, expected, received));
  },
};

/** Whether something has members that can be counted or listed. */
const listOf = (received) => {
  if (received === null || received === undefined) throw new TypeError(`the received value must be a list, and is ${received}`);
  if (typeof received[Symbol.iterator] !== 'function') throw new TypeError(`the received value must be a list, and is ${kindText(received)}`);
  return arrayFrom(received);
};
const pathOf = (path) => {
  if (isArray(path)) return path;
  if (typeof path !== 'string') throw new TypeError(`the expected path must be a string or an array, and is ${kindText(path)}`);
  return path === '' ? [''] : path.replace(/\[(\d+)\]/g, '.$1').replace(/^\./, '').split('.');
};
/** The value at a path and how far the path is there. */
const walk = (value, path) => {
  let at = value;
  for (let i = 0; i < path.length; i++) {
    if (at === null || at === undefined || !(path[i] in Object(at))) return { found: false, at, depth: i };
    at = at[path[i]];
  }
  return { found: true, at, depth: path.length };
};

const memberMatchers = {
  toContain(received, { isNot }, expected) {
    if (typeof received === 'string') {
      if (typeof expected !== 'string') throw new TypeError(`the expected value must be a string where the received one is, and is ${kindText(expected)}`);
      return verdict(received.includes(expected), () => toldValue(isNot, `a text with ${quoted(expected)}`, received));
    }
    return verdict(listOf(received).indexOf(expected) !== -1, () => toldValue(isNot, `a list with ${format(expected)}`, received));
  },
  toContainEqual: (received, { isNot }, expected) => verdict(
    listOf(received).some((member) => equals(member, expected)), () => toldValue(isNot, `a list with the equal of ${format(expected)}`, received)),
  toHaveLength(received, { isNot }, expected) {
    const length = received?.length;
    if (typeof length !== 'number') throw new TypeError(`the received value must have a length, and is ${kindText(received)}`);
    if (!isInteger(expected) || expected < 0) throw new TypeError(`the expected value must be a length, and is ${kindText(expected)}`);
    return verdict(length === expected, () => `Expected length: ${isNot ? 'not ' : ''}${expected}\nReceived length: ${length}\nReceived: ${format(received)}`);
  },
  toHaveProperty(received, { isNot }, path, ...rest) {
    if (received === null || received === undefined) throw new TypeError(`the received value must be an object, and is ${received}`);
    const parts = pathOf(path);
    const { found, at, depth } = walk(received, parts);
    const pass = found && (rest.length === 0 || equals(at, rest[0]));
    const detail = () => {
      const name = `Expected path: ${isNot ? 'not ' : ''}${format(path)}`;
      if (found && rest.length > 0) return `${name}\n\n${told(isNot, rest[0], at)}`;
      return `${name}\nReceived path: ${format(parts.slice(0, depth).join('.'))}\nReceived: ${format(received)}`;
    };
    return verdict(pass, detail, rest.length === 0 ? 'path' : 'path, value');
  },
};
