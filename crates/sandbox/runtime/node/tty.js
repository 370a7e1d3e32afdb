// The module `tty`: there is no terminal.
const refused = require('internal/refused');

module.exports = { isatty() { return false; }, ...refused('tty', ['ReadStream', 'WriteStream'], 'an action has no terminal') };
