// The value of a program of web platform tests: it reports every result and waits for the last.
(function (exports, require, module, name, folder, report) {
  exports.onExecutePostLogin = async () => { await globalThis[Symbol.for('suites.listen')](report); };
})
