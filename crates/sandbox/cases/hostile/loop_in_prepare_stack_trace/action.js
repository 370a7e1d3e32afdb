Error.prepareStackTrace = () => { for (;;); };
exports.onExecutePostLogin = async () => {
  throw new Error('the host asks for my stack');
};
