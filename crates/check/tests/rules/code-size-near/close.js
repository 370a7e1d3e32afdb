// Not yet four fifths.
//: pad 79800
exports.onExecutePostLogin = async () => {};
