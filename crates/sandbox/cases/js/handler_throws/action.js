exports.onExecutePostLogin = async (event, api) => {
  throw new TypeError('bad value');
};
