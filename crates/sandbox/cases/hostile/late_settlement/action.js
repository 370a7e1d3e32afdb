// A handler settles once, whatever its thenable says afterwards.
exports.onExecutePostLogin = (event, api) => ({
  then(resolve, reject) {
    resolve();
    reject(new Error('too late'));
    resolve(new Promise(() => {}));
    throw new Error('later still');
  },
});
