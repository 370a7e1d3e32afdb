exports.onExecutePostLogin = async () => {
  Buffer.alloc(2 ** 27, 'secret');
};
