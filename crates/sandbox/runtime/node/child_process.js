// The module `child_process`.
const refused = require('internal/refused');

module.exports = refused('child_process', ['_forkChild', 'ChildProcess', 'exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'],
  'an action starts no programs');
