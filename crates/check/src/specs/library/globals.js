// What a spec finds: the globals, and `jest` as each file sees it.
const globalsOfTests = {
  describe: describeCall, fdescribe: describeCall.only, xdescribe: describeCall.skip,
  test: testCall, it: testCall, fit: testCall.only, xit: testCall.skip, xtest: testCall.skip, expect,
};
for (const name of AROUND) globalsOfTests[name] = defineAround(name);
for (const [name, value] of entriesOf(globalsOfTests)) hidden(globalThis, name, value);

const jestByPath = new Map();
/** `jest` for one file: paths in its calls are relative to that file. */
const jestFor = (path) => {
  const known = jestByPath.get(path);
  if (known !== undefined) return known;
  const chained = { ...mockCalls, ...clockCalls, ...moduleCalls(path) };
  for (const [name, call] of entriesOf({ useFakeTimers, useRealTimers, clearAllMocks: mockCalls.clearAllMocks, resetAllMocks: mockCalls.resetAllMocks, restoreAllMocks: mockCalls.restoreAllMocks })) {
    chained[name] = (...args) => {
      call(...args);
      return jest;
    };
  }
  chained.retryTimes = (count, options) => {
    setRetries(count, options);
    return jest;
  };
  chained.setTimeout = (ms) => {
    settings.timeoutMs = ms;
    return jest;
  };
  const jest = withoutOthers(chained, 'jest');
  jestByPath.set(path, jest);
  return jest;
};
exports.runSpec = runSpec;
