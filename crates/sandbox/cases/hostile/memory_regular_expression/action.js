// Every step of the match leaves a place to come back to.
exports.onExecutePostLogin = async () => {
  /^(?:(a)|(b)|[^x])*$/.test('ab'.repeat(1 << 20));
};
