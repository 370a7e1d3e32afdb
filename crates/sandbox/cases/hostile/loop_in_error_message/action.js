exports.onExecutePostLogin = async () => {
  throw { get message() { for (;;); } };
};
