// Matchers about mock functions and about what is thrown.
const needMock = (received) => {
  if (!isMock(received)) throw new TypeError(`the received value must be a mock function (jest.fn or jest.spyOn), and is ${kindText(received)}`);
  return received.mock;
};
const callsText = (calls) => {
  if (calls.length === 0) return '\nNumber of calls: 0';
  const shown = calls.slice(0, 10).map((args, at) => `  ${at + 1}: ${args.map(format).join(', ')}`);
  return `Received:\n${shown.join('\n')}${calls.length > 10 ? `\n  ... ${calls.length - 10} more` : ''}\n\nNumber of calls: ${calls.length}`;
};
const needCount = (value, least, what) => {
  if (!isInteger(value) || value < least) throw new TypeError(`${what} must be a whole number from ${least}, and is ${kindText(value)}`);
};
/** Compares the arguments of one call where there is just one, else lists all. */
const toldCall = (isNot, expected, calls) => {
  if (!isNot && calls.length === 1) return difference(expected, calls[0]);
  return `Expected: ${isNot ? 'not ' : ''}${expected.map(format).join(', ')}\n${callsText(calls)}`;
};
const returnsOf = (results) => results.filter((result) => result.type === 'return');
const resultsText = (results) => {
  if (results.length === 0) return 'Calls: none';
  return `Returned:\n${results.map((result, at) => `  ${at + 1}: ${result.type === 'return' ? format(result.value) : `(${result.type})`}`).join('\n')}`;
};

const callMatchers = {
  toHaveBeenCalled(received, { isNot }) {
    const { calls } = needMock(received);
    return verdict(calls.length > 0, () => `Expected: ${isNot ? 'no call' : 'at least one call'}\n${callsText(calls)}`, '');
  },
  toHaveBeenCalledTimes(received, { isNot }, count) {
    const { calls } = needMock(received);
    needCount(count, 0, 'the expected number of calls');
    return verdict(calls.length === count, () => `Expected: ${isNot ? 'not ' : ''}${plural(count, 'call')}\nReceived: ${plural(calls.length, 'call')}\n${callsText(calls)}`);
  },
  toHaveBeenCalledWith(received, { isNot }, ...expected) {
    const { calls } = needMock(received);
    return verdict(calls.some((args) => equals(args, expected)), () => toldCall(isNot, expected, calls), '...expected');
  },
  toHaveBeenLastCalledWith(received, { isNot }, ...expected) {
    const { calls } = needMock(received);
    return verdict(calls.length > 0 && equals(calls[calls.length - 1], expected), () => toldCall(isNot, expected, calls.slice(-1)), '...expected');
  },
  toHaveBeenNthCalledWith(received, { isNot }, nth, ...expected) {
    const { calls } = needMock(received);
    needCount(nth, 1, 'the number of the call');
    const detail = () => `Call ${nth}\n${toldCall(isNot, expected, nth <= calls.length ? [calls[nth - 1]] : [])}`;
    return verdict(nth <= calls.length && equals(calls[nth - 1], expected), detail, 'n, ...expected');
  },
  toHaveReturned(received, { isNot }) {
    const { results } = needMock(received);
    return verdict(returnsOf(results).length > 0, () => `Expected: ${isNot ? 'no return' : 'at least one return'}\n${resultsText(results)}`, '');
  },
  toHaveReturnedTimes(received, { isNot }, count) {
    const { results } = needMock(received);
    needCount(count, 0, 'the expected number of returns');
    return verdict(returnsOf(results).length === count, () => `Expected: ${isNot ? 'not ' : ''}${plural(count, 'return')}\n${resultsText(results)}`);
  },
  toHaveReturnedWith(received, { isNot }, expected) {
    const { results } = needMock(received);
    return verdict(returnsOf(results).some(({ value }) => equals(value, expected)), () => `Expected: ${isNot ? 'not ' : ''}${format(expected)}\n${resultsText(results)}`);
  },
  toHaveLastReturnedWith(received, { isNot }, expected) {
    const { results } = needMock(received);
    const last = results[results.length - 1];
    return verdict(last?.type === 'return' && equals(last.value, expected), () => `Expected: ${isNot ? 'not ' : ''}${format(expected)}\n${resultsText(results)}`);
  },
  toHaveNthReturnedWith(received, { isNot }, nth, expected) {
    const { results } = needMock(received);
    needCount(nth, 1, 'the number of the call');
    const one = results[nth - 1];
    return verdict(one?.type === 'return' && equals(one.value, expected), () => `Expected: ${isNot ? 'not ' : ''}${format(expected)}\n${resultsText(results)}`, 'n, expected');
  },
};

/** What a function threw, wrapped; undefined when it did not. An error that comes of a promise counts as thrown. */
const thrownBy = (received, promise) => {
  if (promise !== '' && isError(received)) return { value: received };
  if (typeof received !== 'function') {
    if (promise !== '') return undefined;
    throw new TypeError(`the received value must be a function, and is ${kindText(received)}`);
  }
  try {
    received();
  } catch (value) {
    return { value };
  }
  return undefined;
};
const messageOf = (value) => (isObject(value) && typeof value.message === 'string' ? value.message : `${typeof value === 'string' ? value : format(value)}`);
const throwTest = (expected) => {
  if (expected === undefined) return { text: 'something thrown', test: () => true };
  if (typeof expected === 'string') return { text: `an error with ${quoted(expected)} in its message`, test: (value) => messageOf(value).includes(expected) };
  if (typeof expected === 'function') return { text: `an instance of ${expected.name}`, test: (value) => value instanceof expected };
  if (kindOf(expected) === 'RegExp') return { text: `an error whose message fits ${expected}`, test: (value) => new RegExp(expected).test(messageOf(value)) };
  if (isAsymmetric(expected)) return { text: format(expected), test: (value) => expected.asymmetricMatch(value) };
  if (isObject(expected)) {
    const isEqual = (value) => messageOf(value) === expected.message && equals(value?.cause, expected.cause);
    return { text: `an error with the message ${format(expected.message)}`, test: isEqual };
  }
  throw new TypeError(`the expected value must be a text, a regular expression, a class or an error, and is ${kindText(expected)}`);
};
const toThrow = (received, { isNot, promise }, expected) => {
  const { text, test } = throwTest(expected);
  const thrown = thrownBy(received, promise);
  const detail = () => `Expected: ${isNot ? 'not ' : ''}${text}\n${thrown === undefined ? 'Received function did not throw' : `Thrown: ${format(thrown.value)}`}`;
  return verdict(thrown !== undefined && test(thrown.value), detail, expected === undefined ? '' : 'expected');
};

const matchers = {
  ...valueMatchers, ...memberMatchers, ...callMatchers,
  toThrow, toThrowError: toThrow,
  toBeCalled: callMatchers.toHaveBeenCalled,
  toBeCalledTimes: callMatchers.toHaveBeenCalledTimes,
  toBeCalledWith: callMatchers.toHaveBeenCalledWith,
  lastCalledWith: callMatchers.toHaveBeenLastCalledWith,
  nthCalledWith: callMatchers.toHaveBeenNthCalledWith,
  toReturn: callMatchers.toHaveReturned,
  toReturnTimes: callMatchers.toHaveReturnedTimes,
  toReturnWith: callMatchers.toHaveReturnedWith,
  lastReturnedWith: callMatchers.toHaveLastReturnedWith,
  nthReturnedWith: callMatchers.toHaveNthReturnedWith,
};
