// The global `navigator`.
const { nodeError, internalKey, webInterface } = internals;

class Navigator {
  #languages = Object.freeze(['en-US']);
  constructor(key) {
    if (key !== internalKey) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }
  get hardwareConcurrency() { return 1; }
  get language() { return this.#languages[0]; }
  get languages() { return this.#languages; }
  get userAgent() { return `Node.js/${require('internal/process').process.version.slice(1).split('.', 1)}`; }
  get platform() { return 'Linux x86_64'; }
}
webInterface(Navigator, 'Navigator', ['hardwareConcurrency', 'language', 'languages', 'userAgent', 'platform']);
delete Navigator.prototype[Symbol.toStringTag];
module.exports = { Navigator, navigator: new Navigator(internalKey) };
