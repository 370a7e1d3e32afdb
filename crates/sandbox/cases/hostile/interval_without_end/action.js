exports.onExecutePostLogin = async () => {
  setInterval(() => {}, 10);
  await new Promise(() => {});
};
