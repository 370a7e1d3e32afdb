// Every slice is far below a tick; their sum is not.
exports.onExecutePostLogin = async () => {
  for (;;) await new Promise((resolve) => setImmediate(resolve));
};
