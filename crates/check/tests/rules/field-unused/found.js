// A field that is taken out and left lying.
exports.onExecutePostLogin = async (event) => {
  const { user } = event;
  void user.email;
};
