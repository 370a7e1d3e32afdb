exports.onExecutePostLogin = async () => {
  new Array(2 ** 26).fill(0);
};
