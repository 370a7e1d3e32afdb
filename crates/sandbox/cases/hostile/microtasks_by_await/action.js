exports.onExecutePostLogin = async () => {
  for (;;) await null;
};
