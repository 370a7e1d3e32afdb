const vm = require('vm');
const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error instanceof SyntaxError || error.message);
  }
};
exports.onExecutePostLogin = async () => {
  shown(() => vm.runInThisContext('1 + 1'));
  shown(() => vm.runInThisContext('var fromCode = 5; this === globalThis'));
  shown(() => globalThis.fromCode);
  delete globalThis.fromCode;
  shown(() => vm.runInThisContext('typeof require'));
  shown(() => vm.runInThisContext('throw new RangeError("x")'));
  shown(() => vm.runInThisContext(5));
  shown(() => vm.runInThisContext('1', 5));
  shown(() => new vm.Script('a b'));
  shown(() => new vm.Script('2 * 3 // six', { filename: 'x.js' }).runInThisContext());
  shown(() => new vm.Script('1', 'x.js').runInThisContext());
  shown(() => vm.compileFunction('return a + b', ['a', 'b'])(1, 2));
  for (const args of [[5], ['', 5], ['', [5]], ['', [], 5]]) shown(() => vm.compileFunction(...args));
  shown(() => vm.isContext({}));
  shown(() => vm.isContext(5));
  console.log(Object.keys(vm).sort().join(), vm.Script.length);
};
