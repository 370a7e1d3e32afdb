// The module `domain`.
const refused = require('internal/refused');

module.exports = {
  _stack: [], active: null,
  ...refused('domain', ['Domain', 'createDomain', 'create'], 'Node has deprecated it; catch errors where they arise'),
};
