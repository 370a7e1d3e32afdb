// The library waits for the handler by itself; nothing here can settle in its place.
exports.onExecutePostLogin = async (event, api) => {
  const error = new Error('failed for good');
  Promise.prototype.then = (resolve) => resolve?.();
  error.then = (resolve) => resolve();
  throw error;
};
