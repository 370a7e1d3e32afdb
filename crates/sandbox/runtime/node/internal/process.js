// The global `process`: what programs ask of it, answered without telling anything of the host.
const { callable, nodeError, nextTick, clock, warnProcess, inspect, unsupported, writeLog, writeErrorLog } = internals;
const EventEmitter = require('events');
const refused = require('internal/refused');

const VERSION = '22.23.3';
const NANOSECONDS = 1_000_000_000n;
const alone = 'an execution is not a process of its own';

/** `process` is an emitter, with a prototype of its own between. */
function Process() {}
Process.prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: Process, writable: true, configurable: true },
});
Object.defineProperty(Process, 'name', { value: 'process' });
const process = Object.create(Process.prototype);
EventEmitter.init.call(process);
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

/** The environment holds texts, whatever is put there. */
const refusedDescriptor = (text) => nodeError(TypeError, 'ERR_INVALID_OBJECT_DEFINE_PROPERTY', `'process.env' ${text}`);
const environment = {
  set(target, name, value) {
    if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    target[name] = `${value}`;
    return true;
  },
  defineProperty(target, name, descriptor) {
    if ('get' in descriptor || 'set' in descriptor) throw refusedDescriptor('does not accept an accessor(getter/setter) descriptor');
    const { value, configurable, writable, enumerable } = descriptor;
    if (!('value' in descriptor && configurable && writable && enumerable)) throw refusedDescriptor('only accepts a configurable, writable, and enumerable data descriptor');
    return this.set(target, name, value);
  },
};

const nanoseconds = () => BigInt(Math.round(clock(1) * 1e6)) + NANOSECONDS;
function hrtime(since = undefined) {
  const now = nanoseconds();
  const pair = [Number(now / NANOSECONDS), Number(now % NANOSECONDS)];
  if (since === undefined) return pair;
  if (!Array.isArray(since)) throw internals.invalidArgument('time', 'an instance of Array', since);
  if (since.length !== 2) throw internals.outOfRange('time', '2', since.length);
  const [seconds, rest] = [pair[0] - since[0], pair[1] - since[1]];
  return rest < 0 ? [seconds - 1, rest + 1e9] : [seconds, rest];
}
hrtime.bigint = function bigint() { return nanoseconds(); };

/** A stream as `process.stdout` is used: what is written becomes lines of the log. */
const stream = (fd, write) => {
  const emitter = new EventEmitter();
  let rest = '';
  return Object.assign(emitter, {
    fd, isTTY: false, writable: true, columns: 80, _type: 'fs',
    write(chunk, encoding, callback) {
      const done = typeof encoding === 'function' ? encoding : callback;
      rest += typeof chunk === 'string' ? chunk : internals.Buffer.from(chunk).toString();
      const lines = rest.split('\n');
      rest = lines.pop();
      for (const line of lines) write(line);
      if (typeof done === 'function') nextTick(done, []);
      return true;
    },
    end(chunk) {
      if (chunk !== undefined) this.write(chunk);
      if (rest !== '') write(rest);
      rest = '';
      return this;
    },
    getColorDepth() { return 1; },
    hasColors() { return false; },
  });
};
const streams = { stdout: stream(1, writeLog), stderr: stream(2, writeErrorLog) };
internals.watchStreams(streams.stdout, streams.stderr);

/** Since an earlier answer of the same function, or since the beginning. */
function cpuUsage(before = undefined) {
  const spent = { user: Math.round(clock(1) * 1000), system: 0 };
  if (!before) return spent;
  if (typeof before !== 'object') throw internals.invalidArgument('prevValue', 'of type object', before);
  for (const name of ['user', 'system']) {
    if (typeof before[name] !== 'number') throw internals.invalidArgument(`prevValue.${name}`, 'of type number', before[name]);
    if (!(before[name] >= 0 && before[name] <= Number.MAX_SAFE_INTEGER)) {
      throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The property 'prevValue.${name}' is invalid. Received ${inspect(before[name])}`);
    }
  }
  return { user: spent.user - before.user, system: spent.system - before.system };
}

const memory = () => {
  const bytes = 32 * 1024 * 1024;
  return { rss: bytes, heapTotal: bytes, heapUsed: bytes / 2, external: 0, arrayBuffers: 0 };
};
memory.rss = () => memory().rss;

const emitWarning = function emitWarning(warning, type, code) {
  const settings = typeof type === 'object' && type !== null ? type : { type, code };
  const name = settings.type ?? (warning instanceof Error ? warning.name : 'Warning');
  const error = warning instanceof Error ? warning : Object.assign(new Error(warning), { name });
  if (settings.code !== undefined) error.code = settings.code;
  if (name === 'DeprecationWarning' && process.noDeprecation) return;
  nextTick(() => {
    process.emit('warning', error);
    const label = error.code === undefined ? '' : `[${error.code}] `;
    warnProcess(`${label}${name}: ${error.message}`);
  }, []);
};

Object.assign(process, {
  version: `v${VERSION}`,
  versions: { node: VERSION, v8: '12.4.254.21-node.33', uv: '1.51.0', zlib: '1.3.1', modules: '127', openssl: '3.0.17', unicode: '16.0' },
  arch: 'x64', platform: 'linux',
  release: { name: 'node', lts: 'Jod' },
  argv: ['/usr/local/bin/node', '/action.js'], execArgv: [], execPath: '/usr/local/bin/node', argv0: 'node', title: 'node',
  mainModule: internals.modules().mainModule,
  env: new Proxy({}, environment), pid: 1, ppid: 0, exitCode: undefined, debugPort: 9229, noDeprecation: undefined,
  domain: null, moduleLoadList: [], sourceMapsEnabled: false,
  features: { inspector: false, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true, cached_builtins: true, require_module: true, typescript: false, openssl_is_boringssl: false },
  config: Object.freeze({ target_defaults: Object.freeze({}), variables: Object.freeze({}) }),
  allowedNodeEnvironmentFlags: new Set(), report: undefined,
  nextTick(callback, ...args) {
    callable(callback);
    nextTick(callback, args);
  },
  hrtime, emitWarning,
  uptime() { return clock(1) / 1000; },
  cwd() { return '/'; },
  umask() { return 0o22; },
  memoryUsage: memory,
  constrainedMemory() { return 0; },
  availableMemory() { return memory().rss; },
  resourceUsage() { return { userCPUTime: 0, systemCPUTime: 0, maxRSS: 32 * 1024, fsRead: 0, fsWrite: 0 }; },
  cpuUsage,
  getuid() { return 1000; }, geteuid() { return 1000; }, getgid() { return 1000; }, getegid() { return 1000; }, getgroups() { return [1000]; },
  getActiveResourcesInfo() { return internals.activeTimers(); },
  getBuiltinModule(id) { return internals.publicModule(id); },
  hasUncaughtExceptionCaptureCallback() { return false; },
  setUncaughtExceptionCaptureCallback: unsupported('process.setUncaughtExceptionCaptureCallback', alone),
  setSourceMapsEnabled(isEnabled) {
    if (typeof isEnabled !== 'boolean') throw internals.invalidArgument('enabled', 'of type boolean', isEnabled);
  },
  stdin: Object.assign(new EventEmitter(), { fd: 0, isTTY: false, readable: false, resume() { return this; }, pause() { return this; }, setEncoding() { return this; }, unref() { return this; } }),
  ...streams,
  exit: unsupported('process.exit', `${alone}; return from the handler, or throw`),
  abort: unsupported('process.abort', alone),
  kill: unsupported('process.kill', alone),
  chdir: unsupported('process.chdir', 'there is one folder'),
  dlopen: unsupported('process.dlopen', 'native code does not run in the sandbox'),
  binding: unsupported('process.binding', 'it is internal to Node'),
  ...refused('process', ['setuid', 'setgid', 'seteuid', 'setegid', 'setgroups', 'initgroups', 'execve', 'reallyExit', 'openStdin'], alone),
  finalization: refused('process.finalization', ['register', 'registerBeforeExit', 'unregister'], alone),
  ref() {}, unref() {},
  threadCpuUsage: (before) => cpuUsage(before),
  loadEnvFile: unsupported('process.loadEnvFile', 'values come by secrets and configuration'),
  [internals.customInspectSymbol](depth, options) {
    return depth < 0 ? '[process]' : `process ${inspect({ version: this.version, platform: this.platform, arch: this.arch, env: this.env }, options)}`;
  },
});
module.exports = { process };
