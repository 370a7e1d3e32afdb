// The module `readline/promises`.
const refused = require('internal/refused');

module.exports = refused('readline/promises', ['Interface', 'Readline', 'createInterface'], 'an action has no terminal and no standard input');
