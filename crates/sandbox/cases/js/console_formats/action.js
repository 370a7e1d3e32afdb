exports.onExecutePostLogin = async (event, api) => {
  console.log('%s is %d, %i, %f and %j', 'x', 4.5, 4.5, '1.5', { a: [1] });
  console.log('%o', { f() {}, a: [1, 2] });
  console.log('%O', { a: { b: { c: { d: 1 } } } });
  console.log('100%% of %s', 'it', 'and', { more: true });
  console.log('%c styled', 'color: red');
  console.log('%s', null, undefined, 5n, Symbol('s'));
};
