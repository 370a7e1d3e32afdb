// A jump back over more than 32 kB of bytecode.
const long = new Function(`for (;;) { ${'this.x = 1;'.repeat(10000)} }`);
exports.onExecutePostLogin = async () => long.call({});
