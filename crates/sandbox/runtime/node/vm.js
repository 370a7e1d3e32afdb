// The module `vm`: code runs in the action's own global scope, and in no other.
const { invalidArgument } = internals;
const refused = require('internal/refused');

const evaluate = globalThis.eval;
const one = 'an action has one global scope';
const checkOptions = (options) => {
  if (typeof options !== 'string' && (options === null || typeof options !== 'object')) throw invalidArgument('options', 'of type object', options);
};
const checkText = (name, text) => {
  if (typeof text !== 'string') throw invalidArgument(name, 'of type string', text);
};

class Script {
  #code;
  constructor(code, options = {}) {
    this.#code = `${code}`;
    checkOptions(options);
    // A mistake is told when the code is compiled, not when it runs.
    new Function(this.#code);
    this.sourceURL = undefined;
    this.sourceMapURL = undefined;
  }
  runInThisContext(options = {}) {
    checkOptions(options);
    return evaluate(this.#code);
  }
}
Object.assign(Script.prototype, refused('vm.Script', ['runInContext', 'runInNewContext', 'createCachedData'], one));

module.exports = {
  Script,
  ...refused('vm', ['createContext', 'runInContext', 'runInNewContext', 'measureMemory'], one),
  createScript(code, options) { return new Script(code, options); },
  runInThisContext(code, options = {}) {
    checkOptions(options);
    return new Script(code, options).runInThisContext();
  },
  isContext(object) {
    if (object === null || typeof object !== 'object') throw invalidArgument('object', 'of type object', object);
    return false;
  },
  compileFunction(code, params = [], options = {}) {
    checkText('code', code);
    if (!Array.isArray(params)) throw invalidArgument('params', 'an instance of Array', params);
    params.forEach((param, at) => checkText(`params[${at}]`, param));
    checkOptions(options);
    return new Function(...params, code);
  },
  constants: Object.freeze({ __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'), DONT_CONTEXTIFY: Symbol('vm_context_no_contextify') }),
};
