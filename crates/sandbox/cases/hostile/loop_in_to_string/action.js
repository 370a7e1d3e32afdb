exports.onExecutePostLogin = async () => {
  await fetch({ toString() { for (;;); } });
};
