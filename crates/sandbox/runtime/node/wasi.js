// The module `wasi`.
const refused = require('internal/refused');

module.exports = refused('wasi', ['WASI'], 'the sandbox runs no WebAssembly of an action');
