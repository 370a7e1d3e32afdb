// Each rejection that nobody handles is a line in the log; the flood of them is work of the action.
exports.onExecutePostLogin = async () => {
  for (;;) {
    Promise.reject(new Error('nobody cares'));
    await null;
  }
};
