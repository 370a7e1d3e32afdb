// The module `console`: the global one.
module.exports = internals.consoleObject;
