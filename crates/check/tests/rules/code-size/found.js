// Longer than an action may be.
//: pad 100004
exports.onExecutePostLogin = async () => {};
