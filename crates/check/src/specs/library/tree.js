// Blocks and tests as a spec defines them: `describe`, `test` and what runs before and after.
const AROUND = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'];
const MOST_TESTS = 2000;

const newBlock = (title, above, mode) => ({
  title, above, mode, parts: [], beforeAll: [], beforeEach: [], afterEach: [], afterAll: [], failures: undefined,
});
const tree = { root: newBlock(undefined, undefined, 'usual'), now: undefined, tests: [], isClosed: false, hasOnly: false };
tree.now = tree.root;

/** The stack at the call of one of our functions, to tell its place. */
const stackAt = (above) => {
  const place = new Error('');
  Error.captureStackTrace?.(place, above);
  return `${place.stack}`;
};
const needsTitle = (what, title) => {
  if (typeof title === 'string') return title;
  if (typeof title === 'number' || typeof title === 'function') return typeof title === 'function' ? title.name : `${title}`;
  throw new TypeError(`${what}: the title must be a string, and is ${kindText(title)}`);
};
const needsOpen = (what) => {
  if (tree.isClosed) throw new Error(`${what} was called while tests run; it belongs to the file or a describe block`);
};

const defineBlock = (mode) => (title, run) => {
  needsOpen('describe');
  if (typeof run !== 'function') throw new TypeError(`describe: the second argument must be a function, and is ${kindText(run)}`);
  const block = newBlock(needsTitle('describe', title), tree.now, mode);
  if (mode === 'only') tree.hasOnly = true;
  tree.now.parts.push(block);
  tree.now = block;
  try {
    const result = run();
    if (isPromise(result)) throw new Error('describe: the function must not be async; what it awaits cannot define tests');
  } finally {
    tree.now = block.above;
  }
};
const defineTest = (mode) => {
  const define = (title, run, timeoutMs) => {
    needsOpen('test');
    if (typeof run !== 'function' && mode !== 'todo') {
      throw new TypeError(`test: the second argument must be a function, and is ${kindText(run)}; use test.todo for a test to be written`);
    }
    if (tree.tests.length >= MOST_TESTS) throw new Error(`test: a file may define ${MOST_TESTS} tests at most`);
    const test = { title: needsTitle('test', title), block: tree.now, mode, run, timeoutMs, index: tree.tests.length, place: stackAt(define) };
    if (mode === 'only') tree.hasOnly = true;
    tree.tests.push(test);
    tree.now.parts.push(test);
  };
  return define;
};
const defineAround = (name) => {
  const define = (run, timeoutMs) => {
    needsOpen(name);
    if (typeof run !== 'function') throw new TypeError(`${name}: the argument must be a function, and is ${kindText(run)}`);
    tree.now[name].push({ run, timeoutMs, name, place: stackAt(define) });
  };
  return define;
};

const withEach = (define, isTest) => Object.assign(define, { each: eachOf(define, isTest) });
const describeCall = Object.assign(withEach(defineBlock('usual'), false), {
  skip: withEach(defineBlock('skip'), false), only: withEach(defineBlock('only'), false),
});
const testVariant = (mode, failingMode) => Object.assign(withEach(defineTest(mode), true), { failing: withEach(defineTest(failingMode), true) });
const testCall = Object.assign(testVariant('usual', 'failing'), {
  skip: testVariant('skip', 'skip'), only: testVariant('only', 'only-failing'), todo: defineTest('todo'),
});
// What may run at once runs one after the other here: every result is the same, and no test waits for another's clock.
testCall.concurrent = Object.assign(testVariant('usual', 'failing'), { skip: testVariant('skip', 'skip'), only: testVariant('only', 'only-failing') });

const blocksAbove = (block) => (block === undefined ? [] : [...blocksAbove(block.above), block]);
/** The titles of a test, outermost first. */
const titlesOf = (test) => [...blocksAbove(test.block).slice(1).map((block) => block.title), test.title];

const patternOfTitles = (title) => {
  try {
    return new RegExp(title, 'i');
  } catch (error) {
    throw new SyntaxError(`the pattern of titles ${title} is no regular expression: ${error.message}; write \\ before what stands for itself`);
  }
};
const titlePattern = given.title === undefined ? undefined : patternOfTitles(given.title);
/** Whether a test is to run, given what else the file marks. */
const isWanted = (test) => {
  const blocks = blocksAbove(test.block);
  if (titlePattern !== undefined && !titlePattern.test(titlesOf(test).join(' '))) return false;
  if (test.mode === 'skip' || test.mode === 'todo' || blocks.some((block) => block.mode === 'skip')) return false;
  if (!tree.hasOnly) return true;
  if (test.mode === 'only' || test.mode === 'only-failing') return true;
  // A block with `only` means all of its tests, unless some of them say `only` themselves.
  const marked = blocks.filter((block) => block.mode === 'only').pop();
  return marked !== undefined && !hasOnlyBelow(marked);
};
const hasOnlyBelow = (block) => block.parts.some((part) => (part.parts === undefined
  ? part.mode === 'only' || part.mode === 'only-failing' : part.mode === 'only' || hasOnlyBelow(part)));
