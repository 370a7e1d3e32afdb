// Runs one of Node's tests, waits until what it expects has come or its time is over, and reports what it came to.
(function (exports, require, module, name, folder, report) {
  const later = setTimeout;
  const STEP_MS = 40;
  const QUIET_STEPS = 3;
  const MOST_STEPS = 200;
  // What is not waited for is not counted among what the test waits for.
  const pause = () => new Promise((resolve) => { later(resolve, STEP_MS).unref(); });

  exports.onExecutePostLogin = async () => {
    const common = require('/test/common/index.js');
    const { stringify } = JSON;
    try {
      require(FILE);
    } catch (error) {
      if (!common['suites:isSkip'](error)) throw error;
    }
    // When nothing is left to come, what was not expected gets a moment too.
    let quiet = 0;
    for (let step = 0; step < MOST_STEPS && quiet < QUIET_STEPS; step++) {
      await pause();
      quiet = common['suites:unmet']().length === 0 ? quiet + 1 : 0;
    }
    process.emit('exit', process.exitCode ?? 0);
    const { skipped } = common['suites:state'];
    report(stringify({ skipped, unmet: common['suites:unmet'](), exitCode: process.exitCode }));
  };
})
