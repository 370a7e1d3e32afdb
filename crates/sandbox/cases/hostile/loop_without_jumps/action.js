// Hundreds of kilobytes of bytecode without a branch: what stands between two looks has an end.
const straight = new Function('a', 'a + a;'.repeat(50000));
exports.onExecutePostLogin = async () => {
  for (;;) straight(1);
};
