// A jump back over some hundred bytes of bytecode.
const middling = new Function(`do { ${'this.x = 1;'.repeat(30)} } while (true)`);
exports.onExecutePostLogin = async () => middling.call({});
