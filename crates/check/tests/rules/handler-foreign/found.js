// Two handlers of two triggers.
exports.onExecutePostLogin = async () => {};
exports.onExecutePreUserRegistration = async () => {};
