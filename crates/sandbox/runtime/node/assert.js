// The module `assert`.
const { nodeError, invalidArgument, inspect } = internals;
const { isDeepEqual, isDeepStrictEqual } = require('internal/equality');
const types = require('util/types');
const refused = require('internal/refused');

const openings = {
  __proto__: null,
  deepStrictEqual: 'Expected values to be strictly deep-equal:', strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":', deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:', notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":', notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
};
const shown = (value) => inspect(value, { compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false, sorted: true, getters: true });
const isPlain = (value) => (typeof value !== 'object' || value === null) && typeof value !== 'function';

/** Two texts line by line: what both have, what one lacks (the longest common part of their lines). */
const lineDifference = (actual, expected) => {
  const [a, b] = [actual, expected].map((value) => shown(value).split('\n'));
  const longest = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
  }
  const lines = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i]}`);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) lines.push(`+ ${a[i++]}`);
    else lines.push(`- ${b[j++]}`);
  }
  return lines.join('\n');
};
/** What a comparison says; a message of the caller's stands in the place of its first line. */
const messageOf = (operator, actual, expected, own = undefined) => {
  if (operator === 'strictEqual' && isPlain(actual) && isPlain(expected)) {
    const [a, b] = [shown(actual), shown(expected)];
    if (a.length + b.length <= 12 || (!a.includes('\n') && !b.includes('\n') && a.length + b.length < 60 && typeof actual !== 'string')) {
      return `${own ?? openings.strictEqual}\n\n${a} !== ${b}\n`;
    }
  }
  if (operator === 'deepStrictEqual' || operator === 'strictEqual') {
    const opening = operator === 'strictEqual' && !isPlain(actual) && !isPlain(expected) ? openings.strictEqualObject : openings[operator];
    return `${own ?? opening}\n+ actual - expected\n\n${lineDifference(actual, expected)}\n`;
  }
  const other = openings[operator];
  if (operator === 'notStrictEqual' || operator === 'notDeepStrictEqual') {
    const opening = operator === 'notStrictEqual' && !isPlain(actual) ? openings.notStrictEqualObject : other;
    const text = shown(actual);
    return text.includes('\n') ? `${opening}\n\n${text}\n` : `${opening}${text.length > 5 ? '\n\n' : ' '}${text}`;
  }
  if (other !== undefined) {
    const [a, b] = [shown(actual), shown(expected)];
    return operator === 'deepEqual' ? `${other}\n\n${a}\n\nshould loosely deep-equal\n\n${b}` : `${other}\n\n${a}`;
  }
  return `${inspect(actual)} ${operator} ${inspect(expected)}`;
};

class AssertionError extends Error {
  constructor(options) {
    if (options === null || typeof options !== 'object') throw invalidArgument('options', 'of type object', options);
    const { message, operator, actual, expected } = options;
    const isDiffered = operator === 'strictEqual' || operator === 'deepStrictEqual';
    super(message == null || isDiffered ? messageOf(operator, actual, expected, message ?? undefined) : String(message));
    this.generatedMessage = message == null;
    Object.defineProperty(this, 'name', { value: 'AssertionError', writable: true, configurable: true });
    Object.assign(this, { code: 'ERR_ASSERTION', actual, expected, operator });
    Error.captureStackTrace(this, options.stackStartFn ?? options.stackStartFunction);
  }
  toString() { return `${this.name} [${this.code}]: ${this.message}`; }
}

const fail = (operator, actual, expected, message, from, generated = undefined) => {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message: message ?? generated, operator, actual, expected, stackStartFn: from });
  throw Object.assign(error, { generatedMessage: message === undefined });
};
/** What stands in a message for an error that was held against some fields. */
class Comparison {
  constructor(from, keys) {
    for (const key of keys) if (key in from) this[key] = from[key];
  }
}
const needTwo = (given) => {
  if (given.length < 2) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "actual" and "expected" arguments must be specified');
};
/** An assertion on two values. */
const comparison = (operator, holds, shownAs = operator) => ({
  [operator](actual, expected, message) {
    needTwo(arguments);
    if (!holds(actual, expected)) fail(shownAs, actual, expected, message, assert[operator]);
  },
}[operator]);
function innerOk(from, given, value, message) {
  if (value) return;
  const error = given.length === 0 ? 'No value argument passed to `assert.ok()`' : message;
  if (error instanceof Error) throw error;
  const text = error ?? 'The expression evaluated to a falsy value';
  const thrown = new AssertionError({ message: text, operator: '==', actual: value, expected: true, stackStartFn: from });
  thrown.generatedMessage = error === undefined || given.length === 0;
  throw thrown;
}
function assert(...given) { innerOk(assert, given, ...given); }

/** Whether what was thrown is as expected; throws when it is not. */
const checkThrown = (thrown, expected, message, from) => {
  if (expected === undefined) return;
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && thrown instanceof expected) return;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) {
      fail(from.name, thrown, expected, message, from, `The error is expected to be an instance of "${expected.name}". Received "${thrown?.constructor?.name ?? thrown}"\n\nError message:\n\n${thrown?.message}`);
    }
    if (expected.call({}, thrown) === true) return;
    const called = expected.name ? `"${expected.name}" validation function` : 'validation function';
    fail(from.name, thrown, expected, message, from, `The ${called} is expected to return "true". Received ${inspect(expected.call({}, thrown))}\n\nCaught error:\n\n${thrown}`);
  }
  if (types.isRegExp(expected)) {
    if (expected.test(String(thrown))) return;
    fail(from.name, thrown, expected, message, from, `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(thrown))}\n`);
  }
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'error' may not be an empty object. Received {}`);
  for (const key of keys) {
    const isMatch = typeof thrown[key] === 'string' && types.isRegExp(expected[key]) ? expected[key].test(thrown[key]) : isDeepStrictEqual(thrown[key], expected[key]);
    if (!isMatch) {
      fail(from.name, thrown, expected, message, from, messageOf('deepStrictEqual', new Comparison(thrown, keys), new Comparison(expected, keys)));
    }
  }
};
const nothing = Symbol('nothing');
const expectThrown = (from, thrown, expected, message) => {
  if (typeof expected === 'string') [expected, message] = [undefined, expected];
  if (thrown !== nothing) return checkThrown(thrown, expected, message, from);
  const kind = from === assert.rejects ? 'rejection' : 'exception';
  const named = expected?.name ? ` (${expected.name})` : '';
  return fail(from.name, undefined, expected, message instanceof Error ? message : `Missing expected ${kind}${named}${message ? `: ${message}` : '.'}`, from);
};
const expectNothing = (from, thrown, expected, message) => {
  if (thrown === nothing) return;
  if (typeof expected === 'string') [expected, message] = [undefined, expected];
  const isExpected = expected === undefined || (types.isRegExp(expected) ? expected.test(String(thrown)) : thrown instanceof expected);
  if (!isExpected) throw thrown;
  const kind = from === assert.doesNotReject ? 'rejection' : 'exception';
  fail(from.name, thrown, expected, `Got unwanted ${kind}${message ? `: ${message}` : '.'}\nActual message: "${thrown?.message}"`, from);
};
const run = (work) => {
  if (typeof work !== 'function') throw invalidArgument('fn', 'of type function', work);
  try {
    work();
  } catch (error) {
    return error;
  }
  return nothing;
};
const settle = async (work) => {
  const promise = typeof work === 'function' ? work() : work;
  if (promise === null || typeof promise?.then !== 'function') {
    if (typeof work === 'function') throw nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE', `Expected instance of Promise to be returned from the "promiseFn" function but got ${promise === undefined ? 'undefined' : `type ${typeof promise}`}.`);
    throw invalidArgument('promiseFn', 'of type function or an instance of Promise', work);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return nothing;
};
const matching = (name, wanted) => ({
  [name](text, pattern, message) {
    if (!types.isRegExp(pattern)) throw invalidArgument('regexp', 'an instance of RegExp', pattern);
    if (typeof text === 'string' && pattern.test(text) === wanted) return;
    const opening = wanted ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression ';
    const generated = typeof text === 'string' ? `${opening}${inspect(pattern)}. Input:\n\n${inspect(text)}\n` : `The "string" argument must be of type string. Received type ${typeof text} (${inspect(text)})`;
    fail(name, text, pattern, message, assert[name], generated);
  },
}[name]);

Object.assign(assert, {
  AssertionError,
  ok: assert,
  equal: comparison('equal', (a, b) => a == b || (a !== a && b !== b), '=='), // eslint-disable-line eqeqeq
  notEqual: comparison('notEqual', (a, b) => a != b && (a === a || b === b), '!='), // eslint-disable-line eqeqeq
  strictEqual: comparison('strictEqual', Object.is),
  notStrictEqual: comparison('notStrictEqual', (a, b) => !Object.is(a, b)),
  deepEqual: comparison('deepEqual', isDeepEqual),
  notDeepEqual: comparison('notDeepEqual', (a, b) => !isDeepEqual(a, b)),
  deepStrictEqual: comparison('deepStrictEqual', isDeepStrictEqual),
  notDeepStrictEqual: comparison('notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b)),
  fail(message = 'Failed') {
    if (message instanceof Error) throw message;
    throw Object.assign(new AssertionError({ message, operator: 'fail', stackStartFn: assert.fail }), { generatedMessage: arguments.length === 0 });
  },
  throws(work, expected, message) { expectThrown(assert.throws, run(work), expected, message); },
  doesNotThrow(work, expected, message) { expectNothing(assert.doesNotThrow, run(work), expected, message); },
  async rejects(work, expected, message) { expectThrown(assert.rejects, await settle(work), expected, message); },
  async doesNotReject(work, expected, message) { expectNothing(assert.doesNotReject, await settle(work), expected, message); },
  ifError(value) {
    if (value === null || value === undefined) return;
    const text = value instanceof Error || typeof value?.message === 'string' ? value.message || value.constructor.name : inspect(value);
    throw new AssertionError({ message: `ifError got unwanted exception: ${text}`, operator: 'ifError', actual: value, expected: null, stackStartFn: assert.ifError });
  },
  match: matching('match', true),
  doesNotMatch: matching('doesNotMatch', false),
});
function strict(...given) { innerOk(strict, given, ...given); }
assert.strict = Object.assign(strict, assert, {
  equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
for (const each of [assert, strict]) Object.assign(each, refused('assert', ['Assert', 'partialDeepStrictEqual'], 'it is experimental in Node 22'), refused('assert', ['CallTracker'], 'Node has deprecated it'));
module.exports = assert;
