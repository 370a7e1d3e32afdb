// The module `perf_hooks`.
const { unsupported } = internals;
const { entryClasses } = require('internal/performance');
const { performance } = globalThis;

module.exports = {
  Performance: performance.constructor, ...entryClasses, performance,
  monitorEventLoopDelay: unsupported('perf_hooks.monitorEventLoopDelay', 'an execution has no event loop of its own'),
  createHistogram: unsupported('perf_hooks.createHistogram', 'an execution keeps no histograms'),
  constants: {
    NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16,
    NODE_PERFORMANCE_GC_FLAGS_NO: 0, NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2, NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
    NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8, NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
    NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32, NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
  },
};
