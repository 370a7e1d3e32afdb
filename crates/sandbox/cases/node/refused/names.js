const ids = ['child_process', 'cluster', 'dgram', 'domain', 'inspector', 'readline', 'readline/promises', 'repl', 'trace_events', 'tty', 'v8', 'vm', 'wasi', 'worker_threads',
  'timers', 'timers/promises', 'async_hooks', 'diagnostics_channel', 'perf_hooks', 'punycode', 'module'];
// An emitter shows what it keeps, a test of Node's internals is Node's own, and these come with later modules.
const passed = { cluster: ['_events', '_eventsCount', '_maxListeners'] };
exports.onExecutePostLogin = async () => {
  for (const id of ids) {
    const module = require(id);
    const names = Object.keys(module).filter((name) => !passed[id]?.includes(name)).sort();
    console.log(id, typeof module, names.map((name) => `${name}: ${typeof module[name]}`).join(', '));
    console.log(require(`node:${id}`) === module);
  }
  console.log(require('tty').isatty(1), require('worker_threads').isMainThread, require('cluster').isPrimary, require('vm').isContext({}));
  console.log(require('inspector').url(), require('trace_events').getEnabledCategories());
};
