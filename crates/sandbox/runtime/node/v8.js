// The module `v8`: the engine is not V8.
const refused = require('internal/refused');
const names = ['cachedDataVersionTag', 'getHeapSnapshot', 'getHeapStatistics', 'getHeapSpaceStatistics', 'getHeapCodeStatistics', 'getCppHeapStatistics',
  'deserialize', 'takeCoverage', 'stopCoverage', 'serialize', 'writeHeapSnapshot', 'queryObjects', 'setHeapSnapshotNearHeapLimit',
  'isStringOneByteRepresentation', 'Serializer', 'Deserializer', 'DefaultSerializer', 'DefaultDeserializer', 'GCProfiler'];
const reason = 'the engine is not V8';

module.exports = {
  ...refused('v8', names, reason),
  // Flags tune V8 and change no result.
  setFlagsFromString() {},
  promiseHooks: refused('v8.promiseHooks', ['createHook', 'onInit', 'onBefore', 'onAfter', 'onSettled'], reason),
  startupSnapshot: {
    ...refused('v8.startupSnapshot', ['addDeserializeCallback', 'addSerializeCallback', 'setDeserializeMainFunction'], reason),
    isBuildingSnapshot() { return false; },
  },
};
