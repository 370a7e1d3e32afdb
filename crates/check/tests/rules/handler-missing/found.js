// Nearly the name.
exports.onExecutePostlogin = async () => {};
