// The module `cluster`: an execution is the only one of its kind.
const refused = require('internal/refused');

module.exports = {
  isWorker: false, isMaster: true, isPrimary: true, workers: {}, settings: {}, SCHED_NONE: 1, SCHED_RR: 2, schedulingPolicy: 2,
  ...refused('cluster', ['Worker', 'setupPrimary', 'setupMaster', 'fork', 'disconnect'], 'an action starts no processes'),
};
