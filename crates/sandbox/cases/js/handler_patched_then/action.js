exports.onExecutePostLogin = async (event, api) => {
  Promise.prototype.then = function () { throw new Error('patched'); };
  Object.defineProperty(Promise, Symbol.species, { get() { throw new Error('species'); } });
  api.accessToken.setCustomClaim('a', 1);
};
