const { inspect } = require('util');
exports.onExecutePostLogin = async () => {
  console.log(inspect(new File([], '', { lastModified: 1 })), new File([], 'x', { lastModified: null }).lastModified);
  class MyURL extends URL {}
  console.log(new MyURL('http://a.b/c'), inspect({ a: new URL('http://a.b') }, { depth: 0 }), inspect(new URLSearchParams('a=1'), { depth: -1 }));
  const s = new URLSearchParams('a=1&b=2');
  console.log(s.keys(), s.entries(), inspect(s.values(), { breakLength: 1 }), inspect(s, { breakLength: 1 }), inspect(s.keys(), { depth: -1 }));
  const it = s.keys(); it.next(); it.next();
  console.log(it, inspect(new URLSearchParams(), { depth: -1 }));
  console.log(new Headers({ a: '1' }).keys());
};
