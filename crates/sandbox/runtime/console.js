// console: every method formats as Node does and hands one text to the host. Nothing here throws at the
// action, and no line is longer than LOG_LINE characters.
const LOG_LINE = 16384;
const level = { __proto__: null, trace: 0, debug: 1, info: 2, log: 3, warn: 4, error: 5 };
let groupIndent = '';
const counts = new NativeMap();
const timersByLabel = new NativeMap();

const indented = (text) => (groupIndent === '' ? text : groupIndent + replaceChar(text, '\n', `\n${groupIndent}`));
const logLine = (at, text) => {
  if (text.length > LOG_LINE) {
    text = `${stringSlice(text, 0, LOG_LINE)}... [${text.length - LOG_LINE} more characters cut]`;
  }
  lw.log(at, text);
};
/** A program may have put a function of its own in the place of `write` of a stream of the process: then that gets the line. */
let standardOutput, standardError;
const watchStreams = (stdout, stderr) => {
  standardOutput = { stream: stdout, write: stdout.write };
  standardError = { stream: stderr, write: stderr.write };
};
const writeLine = (at, given) => {
  const text = indented(given);
  const watched = at === level.trace || at === level.warn || at === level.error ? standardError : standardOutput;
  if (watched === undefined || watched.stream.write === watched.write) {
    logLine(at, text);
    return;
  }
  try {
    watched.stream.write(`${text}\n`);
  } catch (error) {
    // What fails there is the program's own affair, as in Node; a full stack is not.
    if (isInstance(NativeRangeError, error)) throw error;
  }
};
/** Runs what a console method does; what fails inside it is logged in place of its output. */
const quietly = (at, make) => {
  let text;
  try {
    text = make();
  } catch (error) {
    text = `[console: the arguments could not be formatted: ${describeThrown(error).message}]`;
  }
  if (text !== undefined) writeLine(at, text);
};
const printer = (at) => (args) => quietly(at, () => formatArguments(args));
const [printLog, printWarn] = [printer(level.log), printer(level.warn)];
const labelOf = (label) => `${label === undefined ? 'default' : label}`;

const durationText = (ms) => {
  if (ms < 1000) return `${+toFixed(ms, 3)}ms`;
  const hours = floor(ms / 3_600_000);
  const minutes = floor((ms % 3_600_000) / 60_000);
  const seconds = toFixed((ms % 60_000) / 1000, 3);
  if (hours === 0 && minutes === 0) return `${seconds}s`;
  const padded = padStart(seconds, 6, '0');
  return hours === 0 ? `${minutes}:${padded} (m:ss.mmm)` : `${hours}:${padStart(`${minutes}`, 2, '0')}:${padded} (h:mm:ss.mmm)`;
};
const elapsed = (name, given, forget, rest) => quietly(level.log, () => {
  const label = labelOf(given);
  const started = mapGet(timersByLabel, label);
  if (started === undefined) {
    warnProcess(`No such label '${label}' for console.${name}()`);
    return undefined;
  }
  if (forget) mapDelete(timersByLabel, label);
  const args = ['%s: %s', label, durationText(lw.clock(1) - started)];
  if (rest !== undefined) for (let i = 0; i < rest.length; i++) arrayPush(args, rest[i]);
  return formatArguments(args);
});
/** Node's `process.emitWarning`, as it shows on standard error. */
const warnProcess = (text) => writeLine(level.warn, `Warning: ${text}`);

const consoleMethods = {
  log(...args) { printLog(args); },
  warn(...args) { printWarn(args); },
  dir(value, options) {
    quietly(level.log, () => inspect(value, { customInspect: false, ...(isObject(options) ? options : undefined) }));
  },
  time(label) {
    quietly(level.log, () => {
      const name = labelOf(label);
      if (mapHas(timersByLabel, name)) warnProcess(`Label '${name}' already exists for console.time()`);
      else mapSet(timersByLabel, name, lw.clock(1));
    });
  },
  timeEnd(label) { elapsed('timeEnd', label, true); },
  timeLog(label, ...rest) { elapsed('timeLog', label, false, rest); },
  trace(...args) {
    quietly(level.trace, () => {
      const text = formatArguments(args);
      const frames = stringIndexOf(`${new NativeError('').stack}`, '\n    at');
      const stack = stringSlice(`${new NativeError('').stack}`, frames);
      return `Trace${text === '' ? '' : `: ${text}`}${frames === -1 ? '' : stack}`;
    });
  },
  assert(condition, ...args) {
    if (condition) return;
    quietly(level.warn, () => {
      args[0] = args.length === 0 ? 'Assertion failed' : `Assertion failed: ${args[0]}`;
      return formatArguments(args);
    });
  },
  clear() {},
  count(label) {
    quietly(level.log, () => {
      const name = labelOf(label);
      const next = (mapGet(counts, name) ?? 0) + 1;
      mapSet(counts, name, next);
      return `${name}: ${next}`;
    });
  },
  countReset(label) {
    quietly(level.log, () => {
      const name = labelOf(label);
      if (!mapDelete(counts, name)) warnProcess(`Count for '${name}' does not exist`);
    });
  },
  group(...args) {
    if (args.length > 0) printLog(args);
    if (groupIndent.length < 200) groupIndent += '  ';
  },
  groupEnd() { groupIndent = stringSlice(groupIndent, 0, -2); },
  table(data, columns) {
    quietly(level.log, () => {
      if (columns !== undefined && !isArray(columns)) throw invalidArgument('properties', 'an instance of Array', columns);
      return data === null || typeof data !== 'object' ? formatArguments([data]) : tableText(data, columns);
    });
  },
  debug(...args) { quietly(level.debug, () => formatArguments(args)); },
  info(...args) { quietly(level.info, () => formatArguments(args)); },
  dirxml(...args) { printLog(args); },
  error(...args) { quietly(level.error, () => formatArguments(args)); },
  groupCollapsed(...args) { apply(consoleMethods.group, undefined, args); },
};
/** The class is loaded with the first console that somebody makes. */
const Console = function Console(stdout, ...rest) {
  if (new.target === undefined) return new Console(stdout, ...rest);
  loadConsole().setUp(this, [stdout, ...rest]);
};
const loadConsole = () => loadModule('internal/console');
defineProperty(Console, 'length', { value: 1, configurable: true });
defineProperty(Console, symbolHasInstance, { value: (value) => value === consoleObject || loadConsole().isConsole(value) });
// What only a debugger would show.
objectAssign(consoleMethods, {
  Console,
  profile() {}, profileEnd() {}, timeStamp() {},
  context() { return objectAssign({}, consoleMethods); },
  createTask() { return { run(call) { return call(); } }; },
});
const consoleObject = objectCreate({}, { [toStringTag]: { value: 'console', configurable: true } });
objectAssign(consoleObject, consoleMethods);
