// Runs the tests in the order they were defined and reports each as it ends.
const USUAL_TIMEOUT_MS = 5000;
const LONGEST_MESSAGE = 7_000;
const MOST_RETRIES = 20;
const settings = { timeoutMs: USUAL_TIMEOUT_MS, retries: 0, waitMs: 0 };
const setRetries = (count, { waitBeforeRetry = 0 } = {}) => {
  if (!isInteger(count) || count < 0 || count > MOST_RETRIES) throw new TypeError(`jest.retryTimes: the number must be whole, from 0 to ${MOST_RETRIES}, and is ${kindText(count)}`);
  Object.assign(settings, { retries: count, waitMs: waitBeforeRetry });
};

const timedOut = (ms, what) => new ExpectationError(
  `Exceeded timeout of ${ms} ms for a ${what}: it waits for something that does not come. A longer time can be the ${what}'s last argument.`);

/** Calls a test, or what runs around one: it may return a promise or take `done`. */
const callTimed = ({ run, timeoutMs = settings.timeoutMs }, what) => new Promise((resolve, reject) => {
  let timer;
  const end = (settle, value) => {
    forget(timer);
    settle(value);
  };
  timer = later(() => reject(timedOut(timeoutMs, what)), timeoutMs);
  try {
    if (run.length > 0) {
      const done = (error) => (error === undefined ? end(resolve) : end(reject, isError(error) ? error : new ExpectationError(`done(${format(error)})`)));
      done.fail = (error) => done(error ?? new ExpectationError('done.fail()'));
      run(done);
      return;
    }
    const result = run();
    if (isPromise(result)) result.then(() => end(resolve), (error) => end(reject, error));
    else end(resolve);
  } catch (error) {
    end(reject, error);
  }
});

const textOfThrown = (error) => {
  if (error instanceof ExpectationError) return error.message;
  if (!isError(error)) return `thrown: ${format(error)}`;
  const own = `${error.name}: ${error.message}`;
  const { cause } = error;
  return isError(cause) ? `${own}\nCaused by: ${textOfThrown(cause)}` : own;
};
/** An error for the report: its text, its stack, and the place that stands in when the stack names none. */
const failureOf = (error, place = '') => ({
  message: quietly(() => cutText(textOfThrown(error), LONGEST_MESSAGE), 'an error that cannot be read'),
  stack: quietly(() => (isError(error) ? `${error.stack}` : ''), ''),
  place,
});

const runAround = async (list, errors, what) => {
  for (const one of list) {
    try {
      await callTimed(one, what);
    } catch (error) {
      errors.push(failureOf(error, one.place));
    }
  }
};
/** `beforeAll` of every block around a test, once, when the first of its tests is due. */
const enterBlocks = async (test) => {
  for (const block of blocksAbove(test.block)) {
    if (block.failures !== undefined) continue;
    block.failures = [];
    await runAround(block.beforeAll, block.failures, 'beforeAll');
  }
  return blocksAbove(test.block).flatMap((block) => block.failures);
};

const runBody = async (test) => {
  const blocks = blocksAbove(test.block);
  const errors = await enterBlocks(test);
  beginCounting(titlesOf(test).join(' '));
  if (errors.length > 0) return errors;
  await runAround(blocks.flatMap((block) => block.beforeEach), errors, 'beforeEach');
  if (errors.length === 0) {
    try {
      await callTimed(test, 'test');
    } catch (error) {
      errors.push(failureOf(error, test.place));
    }
    const wrong = miscounted();
    if (wrong !== undefined) errors.push(failureOf(wrong, test.place));
  }
  await runAround([...blocks].reverse().flatMap((block) => block.afterEach), errors, 'afterEach');
  return errors;
};
const progress = { hasFailed: false };
const runTest = async (test) => {
  if (!isWanted(test) || (given.bail && progress.hasFailed)) {
    tell({ type: 'end', index: test.index, outcome: 'skipped', failures: [], calls: [], wall_ms: 0 });
    return;
  }
  tell({ type: 'start', index: test.index });
  const began = clockMs();
  beginWatching();
  let failures = await runBody(test);
  for (let retry = 0; retry < settings.retries && failures.length > 0; retry++) {
    if (settings.waitMs > 0) await new Promise((resolve) => void later(resolve, settings.waitMs));
    failures = await runBody(test);
  }
  if (test.mode === 'failing' || test.mode === 'only-failing') {
    const passed = failureOf(new ExpectationError('The test is marked as failing, and passes. Take the mark away.'), test.place);
    failures = failures.length === 0 ? [passed] : [];
  }
  const calls = endWatching();
  progress.hasFailed ||= failures.length > 0;
  tell({ type: 'end', index: test.index, outcome: failures.length === 0 ? 'passed' : 'failed', failures, calls, wall_ms: clockMs() - began });
  tellLines();
};

const runBlock = async (block) => {
  for (const part of block.parts) {
    if (part.parts === undefined) await runTest(part);
    else await runBlock(part);
  }
  // Its `beforeAll` ran when one of its tests did.
  if (block.failures === undefined) return;
  const errors = [];
  await runAround(block.afterAll, errors, 'afterAll');
  const titles = blocksAbove(block).slice(1).map((one) => one.title);
  if (errors.length > 0) tell({ type: 'failure', titles: [...titles, 'afterAll'], failures: errors });
};

const toldStatements = new Set();
/** Tells which statements of the handler's file have run since this was last told. */
const tellLines = () => {
  const ran = [];
  for (let i = 0; i < coveredLines.length; i++) {
    if (coveredLines[i] > 0 && !toldStatements.has(i)) {
      toldStatements.add(i);
      ran.push(i);
    }
  }
  if (ran.length > 0) tell({ type: 'ran', statements: ran });
};
const tell = (message) => report(toJson(message, (_, value) => (typeof value === 'string' ? apply(toWellFormed, value, []) : value)));

/** Loads the spec, then runs what it defines. */
const runSpec = async () => {
  try {
    loadFile(specPath);
  } catch (error) {
    tell({ type: 'failure', titles: [], failures: [failureOf(error)] });
    tellLines();
    return;
  }
  tree.isClosed = true;
  if (tree.tests.length === 0) {
    tell({ type: 'failure', titles: [], failures: [failureOf(new ExpectationError('The file defines no test.'))] });
    return;
  }
  tell({ type: 'plan', tests: tree.tests.map(titlesOf) });
  await runBlock(tree.root);
  tellSnapshots();
  tellLines();
  const requests = await answeredRequests();
  if (requests.length > 0) tell({ type: 'requests', requests });
};
