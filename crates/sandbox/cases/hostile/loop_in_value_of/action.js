exports.onExecutePostLogin = async () => {
  setTimeout(() => {}, { valueOf() { for (;;); } });
};
