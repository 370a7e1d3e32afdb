// All of the user goes into a text.
exports.onExecutePostLogin = async (event) => {
  const body = JSON.stringify({ user: event.user }); //~
  void body;
};
