const { isNativeError } = require('util/types');
exports.onExecutePostLogin = async () => {
  class Mine extends DOMException {
    own = 'bar';
    constructor() { super('my message', 'NotFoundError'); }
  }
  const error = new Mine();
  console.log(error instanceof Mine, error instanceof Error, isNativeError(error), error.name, error.message, error.code, Object.hasOwn(error, 'message'), Object.keys(error));
  for (const name of ['name', 'message', 'code']) {
    const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(DOMException.prototype, name);
    console.log(name, typeof get, set, enumerable, configurable);
    try {
      console.log(DOMException.prototype[name]);
    } catch (thrown) {
      console.log(thrown.name, thrown.code);
    }
  }
  const plain = new DOMException(undefined, { name: 'AbortError', cause: 1 });
  console.log(String(plain), plain.cause, String(new DOMException('x')), error.stack.split('\n')[0]);
  plain.message = 'other';
  console.log(JSON.stringify(plain.message));
};
