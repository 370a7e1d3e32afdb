exports.onExecutePostLogin = async () => {
  for (;;) {
    try {
      throw 1;
    } catch {}
  }
};
