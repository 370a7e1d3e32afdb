exports.onExecutePostLogin = async () => {
  const hostile = { get message() { return hostile.message; }, get stack() { return this.stack; }, get name() { return this.name; } };
  throw hostile;
};
