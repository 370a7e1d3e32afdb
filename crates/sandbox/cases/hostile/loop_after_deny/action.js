exports.onExecutePostLogin = async (event, api) => {
  api.access.deny('no entry');
  for (;;);
};
