// The module `console`: the global one, with the methods of its class.
require('internal/console');
module.exports = internals.consoleObject;
