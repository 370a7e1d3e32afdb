exports.onExecutePostLogin = async () => {
  throw Object.create(null, { name: { value: '__proto__' }, message: { value: { toString: () => 'm' } }, stack: { value: Symbol('s') } });
};
