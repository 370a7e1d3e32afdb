const stolen = [];
for (const name of ['push', 'pop', 'shift', 'splice', 'slice', 'join', 'indexOf', 'includes', 'map', 'forEach', 'sort', Symbol.iterator]) {
  Array.prototype[name] = function () { stolen.push?.(this); throw new Error(`patched ${String(name)}`); };
}
Array.isArray = () => false;
Array.from = () => { throw new Error('patched from'); };
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/list', { 0: 'a', 1: { b: 1 } });
  api.authentication.recordMethod('https://a.example/method');
  console.log('%s is %d', 'one', 1, { a: new Map() });
  const url = new URL('https://a.example/?a=1&b=2');
  url.searchParams.append('c', '3');
  console.log(url.href, Buffer.from('abc').toString('hex'), stolen.length);
};
