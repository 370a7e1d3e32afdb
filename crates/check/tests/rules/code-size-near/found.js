// Four fifths and a little.
//: pad 80000
exports.onExecutePostLogin = async () => {};
