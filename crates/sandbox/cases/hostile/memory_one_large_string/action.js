exports.onExecutePostLogin = async () => {
  'x'.repeat(2 ** 28);
};
