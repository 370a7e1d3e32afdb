exports.onExecutePostLogin = async () => {
  throw Object.defineProperty(new Error('x'), 'name', { get() { for (;;); } });
};
