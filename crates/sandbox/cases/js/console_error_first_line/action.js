exports.onExecutePostLogin = async (event, api) => {
  const fails = new TypeError('typed');
  fails.stack = 'TypeError: typed\n    at here (action.js:1:1)';
  fails.code = 'E_CODE';
  fails.detail = { a: 1 };
  console.log(fails);
  class Custom extends Error {}
  const custom = new Custom('mine', { cause: fails });
  custom.stack = 'Error: mine\n    at there (action.js:2:2)';
  console.log(custom);
  console.log('%s', custom);
  console.log({ nested: fails });
};
