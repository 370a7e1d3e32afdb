// The module `repl`.
const refused = require('internal/refused');

module.exports = {
  ...refused('repl', ['start', 'writer', 'REPLServer', 'Recoverable', 'isValidSyntax'], 'an action has no terminal'),
  REPL_MODE_SLOPPY: Symbol('repl-sloppy'), REPL_MODE_STRICT: Symbol('repl-strict'),
};
internals.hidden(module.exports, {
  builtinModules: internals.builtinModules.filter((name) => internals.builtinName(name) !== undefined && !name.includes('/')),
});
