// The module `vm`.
const refused = require('internal/refused');

module.exports = {
  ...refused('vm', ['Script', 'createContext', 'createScript', 'runInContext', 'runInNewContext', 'runInThisContext', 'compileFunction', 'measureMemory'],
    'an action has one global scope'),
  isContext(object) {
    if (object === null || typeof object !== 'object') throw internals.invalidArgument('object', 'of type object', object);
    return false;
  },
  constants: Object.freeze({ __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'), DONT_CONTEXTIFY: Symbol('vm_context_no_contextify') }),
};
