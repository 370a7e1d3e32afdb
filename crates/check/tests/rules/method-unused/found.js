// A method that is looked at and not called.
exports.onExecutePostLogin = async (event, api) => {
  if (api.multifactor) api.access.deny('no');
};
