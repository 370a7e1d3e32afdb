exports.onExecutePostLogin = async () => {
  setTimeout(() => { for (;;); }, 1);
};
