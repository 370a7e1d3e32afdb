const calls = [];
Function.prototype.call = function () { calls[calls.length] = this; throw new Error('patched call'); };
Function.prototype.apply = function () { calls[calls.length] = this; throw new Error('patched apply'); };
Function.prototype.bind = function () { calls[calls.length] = this; throw new Error('patched bind'); };
Function.prototype.toString = () => 'patched';
exports.onExecutePostLogin = async (event, api) => {
  api.user.setUserMetadata('a', { b: [1, null] });
  setTimeout(() => console.log('timer'), 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  console.log(require('crypto').createHash('md5').update('a').digest('hex'), function named() {}, class A {});
  console.log(calls.length);
};
