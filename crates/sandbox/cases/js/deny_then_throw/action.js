exports.onExecutePostLogin = async (event, api) => {
  api.access.deny('no');
  throw new Error('then this');
};
