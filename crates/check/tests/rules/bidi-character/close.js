// A language that is written from right to left, without help.
exports.onExecutePostLogin = async (event, api) => {
  api.access.deny('אין גישה (\u202e)');
};
