// The message is cut before anyone has to keep it.
exports.onExecutePostLogin = async () => {
  throw new Error('m'.repeat(1 << 20));
};
