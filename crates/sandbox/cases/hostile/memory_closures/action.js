exports.onExecutePostLogin = async () => {
  let chain = () => 0;
  for (;;) {
    const before = chain;
    chain = () => before;
  }
};
