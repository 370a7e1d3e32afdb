Object.defineProperty(Error.prototype, 'stack', { get() { throw 'no stack'; } });
Object.defineProperty(Error.prototype, 'message', { get() { throw 'no message'; } });
Error.prototype.toString = () => { throw 'no text'; };
Error.captureStackTrace = () => { throw 'no capture'; };
Error.prepareStackTrace = () => { throw 'no prepare'; };
Error.stackTraceLimit = -1;
exports.onExecutePostLogin = async () => {
  throw new Error('told all the same');
};
