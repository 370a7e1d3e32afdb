// The module `worker_threads`: an execution is one thread, the main one. Its ports are those of the globals.
const { untransferable, uncloneable } = internals;
const refused = require('internal/refused');
const { MessagePort, MessageChannel, BroadcastChannel, receiveMessageOnPort } = require('internal/messaging');
const environment = new Map();
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

module.exports = {
  isInternalThread: false, isMainThread: true, MessagePort, MessageChannel,
  markAsUncloneable(object) { if (isObject(object)) uncloneable.add(object); },
  markAsUntransferable(object) { if (isObject(object)) untransferable.add(object); },
  isMarkedAsUntransferable(object) { return isObject(object) && untransferable.has(object); },
  receiveMessageOnPort, resourceLimits: {}, threadId: 0, threadName: '',
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'), parentPort: null, workerData: null, BroadcastChannel,
  setEnvironmentData(key, value) {
    if (value === undefined) environment.delete(key);
    else environment.set(key, value);
  },
  getEnvironmentData(key) { return environment.get(key); },
  ...refused('worker_threads', ['Worker', 'moveMessagePortToContext', 'postMessageToThread'], 'an execution is one thread'),
};
