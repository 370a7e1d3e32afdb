// The module `node:sqlite`.
const refused = require('internal/refused');

module.exports = {
  constants: {
    SQLITE_CHANGESET_OMIT: 0, SQLITE_CHANGESET_REPLACE: 1, SQLITE_CHANGESET_ABORT: 2, SQLITE_CHANGESET_DATA: 1, SQLITE_CHANGESET_NOTFOUND: 2,
    SQLITE_CHANGESET_CONFLICT: 3, SQLITE_CHANGESET_CONSTRAINT: 4, SQLITE_CHANGESET_FOREIGN_KEY: 5,
  },
  ...refused('sqlite', ['DatabaseSync', 'StatementSync', 'backup'], 'an action has no files to keep a database in'),
};
