// The class `console.Console`: a console that writes to streams. The global one writes to the log.
const { nodeError, invalidArgument, outOfRange, received, formatArguments, inspect, tableText, durationText, warnProcess, clock } = internals;

const state = Symbol('console');
const colorModes = ['auto', true, false];

/** The arguments of the constructor, in either of their forms, as options. */
const optionsOf = (first, stderr, ignoreErrors = true) => {
  const isStream = first === null || typeof first !== 'object' || typeof first.write === 'function';
  return isStream ? { stdout: first, stderr, ignoreErrors } : first;
};
const checkInspectOptions = (inspectOptions, colorMode) => {
  if (inspectOptions === undefined) return;
  if (inspectOptions === null || typeof inspectOptions !== 'object') {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "options.inspectOptions" property must be of type object. Received ${received(inspectOptions)}`);
  }
  if (inspectOptions.colors !== undefined && colorMode !== 'auto') {
    throw nodeError(TypeError, 'ERR_INCOMPATIBLE_OPTION_PAIR', 'Option "options.inspectOptions.color" cannot be used in combination with option "colorMode"');
  }
};
const checked = (given) => {
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation = 2 } = given;
  for (const [name, stream] of [['stdout', stdout], ['stderr', stderr]]) {
    if (typeof stream?.write !== 'function') throw nodeError(TypeError, 'ERR_CONSOLE_WRITABLE_STREAM', `Console expects a writable stream instance for ${name}`);
  }
  if (!colorModes.includes(colorMode)) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'colorMode' must be one of: 'auto', true, false. Received ${inspect(colorMode)}`);
  }
  if (typeof groupIndentation !== 'number') throw invalidArgument('groupIndentation', 'of type number', groupIndentation);
  if (!(groupIndentation >= 0 && groupIndentation <= 1000)) throw outOfRange('groupIndentation', '>= 0 && <= 1000', groupIndentation);
  checkInspectOptions(inspectOptions, colorMode);
  const colors = colorMode === true ? { colors: true } : {};
  return { stdout, stderr, ignoreErrors, inspectOptions: { ...colors, ...inspectOptions }, step: groupIndentation, indent: '', counts: new Map(), timers: new Map() };
};

const write = (self, name, text) => {
  const { indent, ignoreErrors, [name]: stream } = self[state];
  const lines = indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`);
  if (!ignoreErrors) {
    stream.write(`${lines}\n`);
    return;
  }
  // Nobody need listen for what goes wrong here, whenever it does.
  const ignore = () => {};
  const listens = (method, call) => { if (typeof stream[method] === 'function') stream[method]('error', call); };
  listens('once', ignore);
  try {
    stream.write(`${lines}\n`, (error) => {
      if (error !== null && error !== undefined && !stream._writableState?.errorEmitted) setImmediate(() => listens('removeListener', ignore));
      else listens('removeListener', ignore);
    });
  } catch (error) {
    // A stack that is full is no error of the stream.
    if (error instanceof RangeError) throw error;
  }
};
const format = (self, args) => formatArguments(args, self[state].inspectOptions);
const labelOf = (label) => `${label === undefined ? 'default' : label}`;
const elapsed = (self, name, given, rest) => {
  const label = labelOf(given);
  const started = self[state].timers.get(label);
  if (started === undefined) warnProcess(`No such label '${label}' for console.${name}()`);
  else self.log('%s: %s', label, durationText(clock(1) - started), ...rest);
};

const methods = {
  log(...args) { write(this, 'stdout', format(this, args)); },
  info(...args) { write(this, 'stdout', format(this, args)); },
  debug(...args) { write(this, 'stdout', format(this, args)); },
  warn(...args) { write(this, 'stderr', format(this, args)); },
  error(...args) { write(this, 'stderr', format(this, args)); },
  dir(value, options) { write(this, 'stdout', inspect(value, { customInspect: false, ...this[state].inspectOptions, ...options })); },
  time(label = 'default') {
    if (this[state].timers.has(`${label}`)) warnProcess(`Label '${label}' already exists for console.time()`);
    else this[state].timers.set(`${label}`, clock(1));
  },
  timeEnd(label = 'default') {
    elapsed(this, 'timeEnd', label, []);
    this[state].timers.delete(`${label}`);
  },
  timeLog(label = 'default', ...rest) { elapsed(this, 'timeLog', label, rest); },
  trace(...args) {
    const error = { name: 'Trace', message: format(this, args) };
    Error.captureStackTrace(error, methods.trace);
    const frames = error.stack.indexOf('\n    at');
    this.error(`Trace${error.message === '' ? '' : `: ${error.message}`}${frames === -1 ? '' : error.stack.slice(frames)}`);
  },
  assert(condition, ...args) {
    if (condition) return;
    if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift('Assertion failed');
    this.warn(...args);
  },
  clear() {},
  count(label = 'default') {
    const name = labelOf(label);
    const next = (this[state].counts.get(name) ?? 0) + 1;
    this[state].counts.set(name, next);
    this.log(`${name}: ${next}`);
  },
  countReset(label = 'default') {
    if (!this[state].counts.delete(`${label}`)) warnProcess(`Count for '${label}' does not exist`);
  },
  group(...args) {
    if (args.length > 0) this.log(...args);
    this[state].indent += ' '.repeat(this[state].step);
  },
  groupEnd() { this[state].indent = this[state].indent.slice(0, this[state].indent.length - this[state].step); },
  table(data, columns) {
    if (data === null || typeof data !== 'object') return this.log(data);
    if (columns !== undefined && !Array.isArray(columns)) throw invalidArgument('properties', 'an instance of Array', columns);
    return this.log(tableText(data, columns));
  },
  dirxml(...args) { this.log(...args); },
  groupCollapsed(...args) { this.group(...args); },
};

/** Makes a console of `self`. Its methods are its own, so that they can be called by themselves. */
const setUp = (self, args) => {
  Object.defineProperty(self, state, { value: checked(optionsOf(...args)) });
  Object.defineProperty(self, Symbol.toStringTag, { value: 'console', writable: true, configurable: true });
  for (const name of Object.keys(methods)) {
    const bound = self[name].bind(self);
    Object.defineProperty(bound, 'name', { value: name, configurable: true });
    self[name] = bound;
  }
};
internals.hidden(internals.consoleObject.Console.prototype, methods);
module.exports = { setUp, isConsole: (value) => value !== null && typeof value === 'object' && state in value };
