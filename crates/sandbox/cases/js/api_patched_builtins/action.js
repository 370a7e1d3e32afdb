exports.onExecutePostLogin = async (event, api) => {
  JSON.stringify = () => '["forged", 1]';
  JSON.parse = () => ({});
  Array.prototype.push = () => { throw new Error('patched'); };
  Array.prototype[Symbol.iterator] = () => { throw new Error('patched'); };
  Reflect.apply = Function.prototype.call = Function.prototype.apply = () => { throw new Error('patched'); };
  Map.prototype.get = Map.prototype.set = () => { throw new Error('patched'); };
  api.accessToken.setCustomClaim('real', { a: [1] });
  console.log('%s %j', 'text', 5);
};
