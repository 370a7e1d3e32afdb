const then = Promise.prototype.then;
Promise.prototype.then = function () { return then.call(this, () => { throw new Error('patched'); }); };
Promise.prototype.catch = Promise.prototype.finally = () => { throw new Error('patched'); };
Promise.resolve = Promise.reject = Promise.all = () => { throw new Error('patched'); };
globalThis.Promise = function () { throw new Error('patched'); };
exports.onExecutePostLogin = async (event, api) => {
  const answer = await fetch('https://api.example/');
  api.accessToken.setCustomClaim('https://a.example/text', await answer.text());
};
