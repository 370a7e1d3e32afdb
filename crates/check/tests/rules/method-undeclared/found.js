// A method beside the one that is declared.
exports.onExecutePostLogin = async (event, api) => {
  api.access.deny('no');
  api.multifactor.enable('any'); //~
};
