exports.onExecutePostLogin = async () => {
  const all = [];
  for (;;) all.push(new Promise(() => {}).then(() => {}));
};
