// The value of a program of test262: it reports what the test printed, once the jobs that it queued are done.
((own) => function (exports, require, module, name, folder, report) {
  exports.onExecutePostLogin = () => report(own === undefined ? '' : own.printed());
})(typeof $suites === 'object' ? $suites : undefined)
