exports.onExecutePostLogin = async () => {
  const names = ['std', 'qjs:os', 'internal/webcrypto', 'node:internal/webcrypto', 'vendor/x', 'qjs:std', './action.js', '../../etc/passwd', '/etc/passwd', 'file:///etc/passwd', '__proto__', 'constructor', 'toString', 'node:', 'node:__proto__', 'crypto/../fs', 'crypto\u0000', ' crypto', 'CRYPTO', 'auth0', 'actions:x'];
  const ends = {};
  for (const name of names) {
    try {
      ends[name] = typeof require(name);
    } catch (error) {
      (ends[error.code] ??= []).push(name);
    }
  }
  console.log(Object.keys(ends).join(), Object.values(ends).flat().length === names.length);
  for (const id of [undefined, null, 1, {}, [], Symbol('crypto'), { toString: () => 'crypto' }, '']) {
    try {
      console.log(typeof require(id));
    } catch (error) {
      console.log(error.code);
    }
  }
};
