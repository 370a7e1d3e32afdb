// A configuration item that the form does not have.
exports.onExecutePostLogin = async ({ configuration: { MODE = 'strict' } }) => { //~
  void MODE;
};
