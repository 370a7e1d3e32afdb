exports.onExecutePostLogin = async () => {
  throw Object.defineProperty(new Error('x'), 'stack', { get() { for (;;); } });
};
