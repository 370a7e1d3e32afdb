exports.onExecutePostLogin = async () => {
  setInterval(() => {}, 5);
};
