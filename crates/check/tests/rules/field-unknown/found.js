// A field of another platform's event.
exports.onExecutePostLogin = async (event) => {
  if (event.user.emailVerified === false) return; //~
  void event.user.email_verified;
};
