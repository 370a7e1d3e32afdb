// The module `node:sqlite`.
const refused = require('internal/refused');

module.exports = { constants: {}, ...refused('sqlite', ['DatabaseSync', 'StatementSync', 'backup'], 'an action has no files to keep a database in') };
