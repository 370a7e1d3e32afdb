// The trigger's own two handlers, and a function for tests.
exports.onExecutePostLogin = async () => {};
exports.onContinuePostLogin = async () => {};
exports.onExecute = () => {};
