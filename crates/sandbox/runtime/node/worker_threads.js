// The module `worker_threads`: an execution is one thread, the main one.
const refused = require('internal/refused');
const environment = new Map();

module.exports = {
  isInternalThread: false, isMainThread: true, parentPort: null, workerData: null, threadId: 0, threadName: '', resourceLimits: {},
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  setEnvironmentData(key, value) {
    if (value === undefined) environment.delete(key);
    else environment.set(key, value);
  },
  getEnvironmentData(key) { return environment.get(key); },
  ...refused('worker_threads', ['MessagePort', 'MessageChannel', 'Worker', 'BroadcastChannel', 'markAsUncloneable', 'markAsUntransferable', 'isMarkedAsUntransferable',
    'moveMessagePortToContext', 'receiveMessageOnPort', 'postMessageToThread'], 'an execution is one thread'),
};
