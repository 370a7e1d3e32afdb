// The module `node:test`.
const refused = require('internal/refused');
const reason = 'an action tests nothing while it serves a login';
const { test, ...others } = refused('test', ['test', 'skip', 'todo', 'only', 'after', 'afterEach', 'before', 'beforeEach', 'describe', 'it', 'run', 'suite'], reason);

module.exports = Object.assign(test, {
  test, ...others,
  assert: refused('test.assert', ['register'], reason),
  mock: refused('test.mock', ['fn', 'method', 'getter', 'setter', 'property', 'module', 'reset', 'restoreAll'], reason),
  snapshot: refused('test.snapshot', ['setDefaultSnapshotSerializers', 'setResolveSnapshotPath'], reason),
});
