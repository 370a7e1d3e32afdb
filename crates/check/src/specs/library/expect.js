// `expect`: a value, `not`, `resolves`, `rejects`, and the matchers; counts what a test expects.
const counted = { made: 0, expected: undefined, isAny: false, name: '', state: {} };
const ownMatchers = create(null);

/** The failure of an expectation; its message is all there is to say. */
class ExpectationError extends Error {}
defineProperty(ExpectationError.prototype, 'name', { value: 'Error', writable: true, configurable: true });

const headOf = (name, state, argument) => {
  const way = `${state.promise === '' ? '' : `.${state.promise}`}${state.isNot ? '.not' : ''}`;
  return `expect(${state.promise === '' ? 'received' : 'promise'})${way}.${name}(${argument})`;
};
const failure = (text, above) => {
  const error = new ExpectationError(text);
  Error.captureStackTrace?.(error, above);
  return error;
};

/** Runs one matcher and throws when it does not hold. */
const assertThat = (name, received, state, args, above) => {
  let found;
  try {
    found = matchers[name](received, state, ...args);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw failure(`${headOf(name, state, '')}\n\n${error.message}`, above);
  }
  if (found.pass === state.isNot) throw failure(`${headOf(name, state, found.expected)}\n\n${found.detail()}`, above);
};
/** A matcher that a spec has added with `expect.extend`. */
const assertOwn = (name, received, state, args, above) => {
  const context = {
    isNot: state.isNot, promise: state.promise, equals, expand: false, customTesters: ownTesters, ...expect.getState(),
    utils: {
      stringify: format, printReceived: format, printExpected: format, diff: (a, b) => difference(a, b),
      printDiffOrStringify: (a, b) => difference(a, b), printWithType: (name, value, print) => `${name} has type: ${typeof value}\n${name} has value: ${print(value)}`,
      iterableEquality: (a, b) => (isObject(a) && isObject(b) && Symbol.iterator in a && Symbol.iterator in b ? equals(arrayFrom(a), arrayFrom(b)) : undefined),
      subsetEquality: (value, pattern) => (isObject(pattern) ? fitsPattern(value, pattern) : undefined),
      RECEIVED_COLOR: String, EXPECTED_COLOR: String, DIM_COLOR: String, BOLD_WEIGHT: String,
      matcherHint: (title, left = 'received', right = 'expected') => `expect(${left})${state.isNot ? '.not' : ''}.${title}(${right})`,
    },
  };
  const judge = (found) => {
    if (!isObject(found) || typeof found.pass !== 'boolean') {
      throw failure(`the matcher ${name} must give { pass, message }, and gave ${format(found)}`, above);
    }
    if (found.pass === state.isNot) throw failure(typeof found.message === 'function' ? `${found.message()}` : headOf(name, state, ''), above);
  };
  const found = apply(ownMatchers[name], context, [received, ...args]);
  return isPromise(found) ? found.then(judge) : judge(found);
};

/** The value of a promise that `resolves` or `rejects` asks for. */
const awaited = async (received, state, name, above) => {
  const promise = typeof received === 'function' && state.promise === 'rejects' ? received() : received;
  if (!isPromise(promise)) throw failure(`${headOf(name, state, '')}\n\nthe received value must be a promise, and is ${kindText(promise)}`, above);
  let value;
  try {
    value = await promise;
  } catch (error) {
    if (state.promise === 'rejects') return error;
    throw failure(`${headOf(name, state, '')}\n\nThe promise was rejected, not resolved, with ${format(error)}`, above);
  }
  if (state.promise === 'resolves') return value;
  throw failure(`${headOf(name, state, '')}\n\nThe promise was resolved, not rejected, with ${format(value)}`, above);
};

const matcherFunction = (name, received, state) => {
  const assertOne = name in ownMatchers ? assertOwn : assertThat;
  const matcher = (...args) => {
    counted.made += 1;
    if (state.promise === '') return assertOne(name, received, state, args, matcher);
    // The place of the call is known now and not when the promise settles.
    const place = failure('', matcher);
    const settle = async () => {
      try {
        await assertOne(name, await awaited(received, state, name, settle), state, args, settle);
      } catch (error) {
        if (error instanceof ExpectationError) defineProperty(error, 'stack', { value: place.stack, writable: true, configurable: true });
        throw error;
      }
    };
    return settle();
  };
  return matcher;
};

const expectation = (received, state) => withoutOthers(new Proxy({}, {
  has: (_, key) => key in matchers || key in ownMatchers || (key === 'not' && !state.isNot) || (state.promise === '' && (key === 'resolves' || key === 'rejects')),
  get(_, key) {
    if (key === 'not') return expectation(received, { ...state, isNot: true });
    if ((key === 'resolves' || key === 'rejects') && state.promise === '') return expectation(received, { ...state, promise: key });
    if (typeof key === 'string' && (key in ownMatchers || hasOwn(matchers, key))) return matcherFunction(key, received, state);
    return undefined;
  },
}), 'expect(...)');

const expect = (received) => expectation(received, { isNot: false, promise: '' });
Object.assign(expect, standIns, {
  not: standInsNot,
  assertions(count) {
    counted.expected = count;
  },
  hasAssertions() {
    counted.isAny = true;
  },
  extend(added) {
    for (const [name, matcher] of entriesOf(added)) {
      ownMatchers[name] = matcher;
      const asked = (isNot) => (...args) => standIn(name, args.map(format).join(', '), (value) =>
        apply(matcher, { equals, isNot, promise: '', utils: {} }, [value, ...args]).pass !== isNot);
      expect[name] ??= asked(false);
      standInsNot[name] ??= asked(true);
    }
  },
  addEqualityTesters(testers) {
    if (!isArray(testers)) throw new TypeError(`expect.addEqualityTesters: the argument must be an array, and is ${kindText(testers)}`);
    ownTesters.push(...testers);
  },
  addSnapshotSerializer: (serializer) => void serializers.unshift(serializer),
  getState: () => ({
    assertionCalls: counted.made, expectedAssertionsNumber: counted.expected ?? null, currentTestName: counted.name, testPath: `/${specPath}`, ...counted.state,
  }),
  setState: (state) => void Object.assign(counted.state, state),
});

/** Begins to count for a test. */
const beginCounting = (name) => {
  counted.name = name;
  counted.made = 0;
  counted.expected = undefined;
  counted.isAny = false;
};
/** The error of a test that expected less, or more, than it said it would; undefined when it kept its word. */
const miscounted = () => {
  if (counted.expected !== undefined && counted.expected !== counted.made) {
    return new ExpectationError(`expect.assertions(${counted.expected})\n\nExpected ${plural(counted.expected, 'assertion')}, and ${counted.made} ran.`);
  }
  if (counted.isAny && counted.made === 0) return new ExpectationError('expect.hasAssertions()\n\nExpected at least one assertion, and none ran.');
  return undefined;
};
