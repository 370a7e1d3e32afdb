// A field beside those that are declared.
exports.onExecutePostLogin = async (event) => {
  const { user } = event;
  void user.email;
  void user.phone_number; //~
};
