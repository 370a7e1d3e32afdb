exports.onExecutePostLogin = async () => {
  console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;); } });
};
