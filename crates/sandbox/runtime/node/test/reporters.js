// The module `node:test/reporters`.
const refused = require('internal/refused');

module.exports = refused('test/reporters', ['dot', 'junit', 'spec', 'tap', 'lcov'], 'an action tests nothing while it serves a login');
