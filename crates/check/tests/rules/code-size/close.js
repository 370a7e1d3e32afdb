// As long as an action may be, nearly.
//: pad 99800
exports.onExecutePostLogin = async () => {};
