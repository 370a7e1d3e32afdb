// `node:test`: the same tree of blocks and tests, with Node's mocks and subtests.
const nodeArguments = (args) => {
  const rest = [...args];
  const title = typeof rest[0] === 'string' ? rest.shift() : undefined;
  const options = isObject(rest[0]) && typeof rest[0] !== 'function' ? rest.shift() : {};
  const run = typeof rest[0] === 'function' ? rest[0] : () => {};
  return { title: title ?? (run.name || '<anonymous>'), options, run };
};
const nodeMode = (options, usual) => {
  if (options.skip) return 'skip';
  if (options.todo) return 'todo';
  return options.only ? 'only' : usual;
};
const timeoutOf = ({ timeout }) => (isFiniteNumber(timeout) ? timeout : undefined);

/** A mock function of Node's kind: each call is an object. */
const nodeMock = (original, implementation, { times = Infinity } = {}, restore = () => {}) => {
  const behind = { usual: implementation ?? original, once: new Map(), left: times };
  let calls = [];
  const target = function mockFunction(...args) {
    const at = calls.length;
    const chosen = behind.once.get(at) ?? (behind.left-- > 0 ? behind.usual : original);
    behind.once.delete(at);
    const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target: new.target, this: new.target === undefined ? this : undefined };
    calls.push(call);
    try {
      call.result = new.target === undefined ? apply(chosen, this, args) : construct(chosen, args, new.target);
      if (new.target !== undefined) call.this = call.result;
      return call.result;
    } catch (error) {
      call.error = error;
      throw error;
    }
  };
  const mock = {
    get calls() {
      return [...calls];
    },
    callCount: () => calls.length,
    mockImplementation(next) {
      behind.usual = next;
      behind.left = Infinity;
    },
    mockImplementationOnce: (next, onCall = calls.length) => void behind.once.set(onCall, next),
    resetCalls() {
      calls = [];
    },
    restore() {
      behind.usual = original;
      restore();
    },
  };
  for (const [name, value] of entriesOf({ length: original.length, name: original.name })) defineProperty(target, name, { value, configurable: true });
  return defineProperty(target, 'mock', { value: mock, configurable: true }) ? target : undefined;
};

/** What `mock` of the module, and of a test's context, can do; `restoreAll` undoes what this one made. */
const nodeTracker = () => {
  const madeMocks = new Set();
  const keep = (mock) => {
    madeMocks.add(mock);
    return mock;
  };
  const fnOf = (original = () => {}, implementation = undefined, options = undefined) => {
    const isImplementation = typeof implementation === 'function';
    return keep(nodeMock(original, isImplementation ? implementation : undefined, (isImplementation ? options : implementation) ?? {}));
  };
  const accessOf = (access) => (object, key, implementation, options) => {
    const [given, how] = typeof implementation === 'function' ? [implementation, options] : [undefined, implementation];
    const found = descriptorOf(object, key);
    const own = getOwnPropertyDescriptor(object, key);
    const original = found?.[access];
    if (typeof original !== 'function') {
      const error = new TypeError(`The argument 'methodName' must be a method. Received ${format(original)}`);
      error.code = 'ERR_INVALID_ARG_VALUE';
      throw error;
    }
    const restore = () => (own === undefined ? deleteProperty(object, key) : defineProperty(object, key, own));
    const mock = nodeMock(original, given, how ?? {}, restore);
    defineProperty(object, key, { ...found, [access]: mock, configurable: true });
    return keep(mock);
  };
  const method = (object, key, implementation, options) => {
    const how = typeof implementation === 'function' ? options : implementation;
    const access = how?.getter ? 'get' : how?.setter ? 'set' : 'value';
    return accessOf(access)(object, key, implementation, options);
  };
  const timers = {
    enable: ({ apis = TIMER_NAMES.concat('Date'), now } = {}) => useFakeTimers({ now: now ?? 0, doNotFake: TIMER_NAMES.concat('Date').filter((name) => !apis.includes(name)) }),
    tick: (ms = 1) => byTime('advanceTimersByTime', ms).now(),
    runAll: () => steps('runAllTimers', () => nextTimer()).now(),
    setTime: (ms) => setSystemTime(ms),
    reset: useRealTimers,
  };
  const restoreAll = () => madeMocks.forEach((mock) => mock.mock.restore());
  return {
    fn: fnOf, method, getter: accessOf('get'), setter: accessOf('set'), timers, restoreAll,
    reset() {
      restoreAll();
      madeMocks.clear();
      useRealTimers();
    },
  };
};

/** What a test skipped or left to do from inside; no failure. */
class Abandoned extends Error {}

const MOST_SUBTESTS = 2000;
const subtests = { count: 0 };
/** Runs `run` with a context of its own; a subtest that fails fails the test around it. */
const runInContext = async (titles, { run, options = {} }) => {
  const around = { before: [], after: [], beforeEach: [], afterEach: [] };
  const failed = [];
  const mock = nodeTracker();
  const controller = new AbortController();
  const seen = { asserted: 0, planned: undefined };
  const counting = (call) => (...args) => {
    seen.asserted += 1;
    return call(...args);
  };
  const subtest = (...args) => {
    const one = nodeArguments(args);
    seen.asserted += 1;
    return runSubtest([...titles, one.title], one, around).then((passed) => {
      if (!passed) failed.push(one.title);
    });
  };
  const context = {
    name: titles.at(-1), fullName: titles.join(' > '), filePath: `/${specPath}`, signal: controller.signal, mock, test: subtest,
    diagnostic: (text) => console.log(text),
    skip: (why) => { throw new Abandoned(why); },
    todo: (why) => { throw new Abandoned(why); },
    plan: (count) => { seen.planned = count; },
    runOnly() {},
    get assert() {
      const assert = hostRequire('assert');
      return Object.fromEntries(entriesOf(assert).filter(([, call]) => typeof call === 'function').map(([name, call]) => [name, counting(call)]));
    },
  };
  for (const name of keysOf(around)) context[name] = (call) => void around[name].push(call);
  try {
    if (run.length > 1) await new Promise((resolve, reject) => void run(context, (error) => (error ? reject(error) : resolve())));
    else await run(context);
    if (failed.length > 0) throw new ExpectationError(`${plural(failed.length, 'subtest')} failed: ${failed.join(', ')}`);
    if (seen.planned !== undefined && seen.planned !== seen.asserted) throw new ExpectationError(`plan expected ${seen.planned} assertions but received ${seen.asserted}`);
  } catch (error) {
    if (!(error instanceof Abandoned)) throw error;
  } finally {
    for (const call of around.after) await call(context);
    mock.reset();
    controller.abort();
  }
  return options;
};
const runSubtest = async (titles, one, around) => {
  if ((subtests.count += 1) > MOST_SUBTESTS) throw new Error(`t.test: a file may run ${MOST_SUBTESTS} subtests at most`);
  const began = clockMs();
  const failures = [];
  const isLeftOut = Boolean(one.options.skip || one.options.todo);
  try {
    if (!isLeftOut) {
      for (const call of around.before.splice(0)) await call();
      for (const call of around.beforeEach) await call();
      await callTimed({ run: () => runInContext(titles, one), timeoutMs: timeoutOf(one.options) }, 'test');
    }
  } catch (error) {
    failures.push(failureOf(error));
  }
  if (!isLeftOut) for (const call of around.afterEach) await call();
  const outcome = isLeftOut ? 'skipped' : failures.length === 0 ? 'passed' : 'failed';
  tell({ type: 'subtest', titles, outcome, failures, wall_ms: clockMs() - began });
  return failures.length === 0;
};

const nodeTestOf = (usual) => (...args) => {
  const one = nodeArguments(args);
  if (tree.isClosed) throw new Error('test was called while tests run; a test inside of a test is t.test');
  const above = blocksAbove(tree.now).slice(1).map((block) => block.title);
  defineTest(nodeMode(one.options, usual))(one.title, () => runInContext([...above, one.title], one), timeoutOf(one.options));
  return Promise.resolve();
};
const nodeSuiteOf = (usual) => (...args) => {
  const { title, options, run } = nodeArguments(args);
  const mode = nodeMode(options, usual);
  defineBlock(mode === 'todo' ? 'skip' : mode)(title, () => void run());
  return Promise.resolve();
};
const nodeVariants = (make) => Object.assign(make('usual'), { skip: make('skip'), todo: make('todo'), only: make('only') });
const nodeTestModule = () => {
  const test = nodeVariants(nodeTestOf);
  const suite = nodeVariants(nodeSuiteOf);
  return Object.assign(test, {
    test, it: test, describe: suite, suite, mock: nodeTracker(),
    before: defineAround('beforeAll'), after: defineAround('afterAll'), beforeEach: defineAround('beforeEach'), afterEach: defineAround('afterEach'),
  });
};
