exports.onExecutePostLogin = async (event, api) => {
  console.count();
  console.count('x');
  console.count();
  console.countReset();
  console.count();
  console.group('G');
  console.log('inner\nlines');
  console.group();
  console.log({ a: 1 });
  console.groupEnd();
  console.groupEnd();
  console.log('outer');
  console.assert(true, 'no');
  console.assert(false, 'why %s', 'so');
  console.assert(false);
  console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
};
