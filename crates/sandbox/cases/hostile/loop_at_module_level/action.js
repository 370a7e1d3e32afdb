for (;;);
exports.onExecutePostLogin = async () => {};
