// Whatever metadata may be called, and what texts and lists have by themselves.
exports.onExecutePostLogin = async (event) => {
  void event.user.app_metadata.emailVerified;
  void [event.user.email.length, event.user.identities.length, event.user.email.trim().emailVerified];
};
