// The module `timers`.
const { timerGlobals, unsupported } = internals;
const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = timerGlobals;
const old = 'it is internal to old versions of Node; use setTimeout';

module.exports = {
  setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval,
  _unrefActive: unsupported('timers._unrefActive', old), active: unsupported('timers.active', old),
  unenroll: unsupported('timers.unenroll', old), enroll: unsupported('timers.enroll', old),
};
Object.defineProperty(module.exports, 'promises', { get() { return require('timers/promises'); }, enumerable: true, configurable: true });
