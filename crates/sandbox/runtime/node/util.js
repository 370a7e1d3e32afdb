// The module `util`.
const {
  nodeError, invalidArgument, inspect, formatArguments, customInspectSymbol, unsupported, isErrorQuietly, received,
  TextEncoder, TextDecoder, AbortController,
} = internals;
const types = require('util/types');
const { isDeepStrictEqual } = require('internal/equality');

const color = (open, close) => [open, close];
Object.assign(inspect, {
  custom: customInspectSymbol,
  defaultOptions: { showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100, maxStringLength: 10000, breakLength: 128, compact: 3, sorted: false, getters: false, numericSeparator: false },
  colors: { __proto__: null, reset: color(0, 0), bold: color(1, 22), dim: color(2, 22), italic: color(3, 23), underline: color(4, 24), blink: color(5, 25), inverse: color(7, 27), hidden: color(8, 28), strikethrough: color(9, 29), doubleunderline: color(21, 24),
    black: color(30, 39), red: color(31, 39), green: color(32, 39), yellow: color(33, 39), blue: color(34, 39), magenta: color(35, 39), cyan: color(36, 39), white: color(37, 39), gray: color(90, 39), grey: color(90, 39),
    bgBlack: color(40, 49), bgRed: color(41, 49), bgGreen: color(42, 49), bgYellow: color(43, 49), bgBlue: color(44, 49), bgMagenta: color(45, 49), bgCyan: color(46, 49), bgWhite: color(47, 49) },
  styles: { __proto__: null, special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold', string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline' },
});

const customPromisify = Symbol.for('nodejs.util.promisify.custom');
function promisify(original) {
  if (typeof original !== 'function') throw invalidArgument('original', 'of type function', original);
  const own = original[customPromisify];
  if (own !== undefined) {
    if (typeof own !== 'function') throw invalidArgument('util.promisify.custom', 'of type function', own);
    return Object.defineProperty(own, customPromisify, { value: own, enumerable: false, writable: false, configurable: true });
  }
  const names = original[Symbol.for('nodejs.util.promisify.customArgs')];
  function promised(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, ...values) => {
        if (error) reject(error);
        else if (names !== undefined && values.length > 1) resolve(Object.fromEntries(names.map((name, at) => [name, values[at]])));
        else resolve(values[0]);
      }]);
    });
  }
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
  Object.defineProperty(promised, customPromisify, { value: promised, enumerable: false, writable: false, configurable: true });
  return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = customPromisify;

function callbackify(original) {
  if (typeof original !== 'function') throw invalidArgument('original', 'of type function', original);
  function called(...args) {
    const callback = args.pop();
    if (typeof callback !== 'function') throw invalidArgument('last argument', 'of type function', callback);
    const done = (...given) => internals.nextTick(callback.bind(this), given);
    Reflect.apply(original, this, args).then((value) => done(null, value), (reason) => {
      if (reason) return done(reason);
      const error = nodeError(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value');
      error.reason = reason;
      return done(error);
    });
  }
  const shape = Object.getOwnPropertyDescriptors(original);
  if (typeof shape.length.value === 'number') shape.length.value++;
  if (typeof shape.name.value === 'string') shape.name.value += 'Callbackified';
  return Object.defineProperties(called, shape);
}

function inherits(constructor, parent) {
  if (constructor === undefined || constructor === null) throw invalidArgument('ctor', 'of type function', constructor);
  if (parent === undefined || parent === null) throw invalidArgument('superCtor', 'of type function', parent);
  if (parent.prototype === undefined) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "superCtor.prototype" property must be of type object. Received ${received(parent.prototype)}`);
  }
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const warnedCodes = new Set();
function deprecate(original, message, code) {
  if (code !== undefined && typeof code !== 'string') throw invalidArgument('code', 'of type string', code);
  let warned = false;
  const warn = () => {
    if (warned) return;
    warned = true;
    if (code !== undefined && warnedCodes.has(code)) return;
    warnedCodes.add(code);
    require('internal/process').process.emitWarning(message, 'DeprecationWarning', code);
  };
  function deprecated(...args) {
    warn();
    return new.target ? Reflect.construct(original, args, new.target) : Reflect.apply(original, this, args);
  }
  Object.setPrototypeOf(deprecated, original);
  if (original.prototype) deprecated.prototype = original.prototype;
  Object.defineProperty(deprecated, 'length', Object.getOwnPropertyDescriptor(original, 'length'));
  return deprecated;
}

/** No section of the debug log is on: the environment is empty. */
function debuglog() {
  const log = () => {};
  return Object.defineProperty(log, 'enabled', { get() { return false; }, configurable: true, enumerable: true });
}

const escapes = /[\u001B\u009B][[\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\d/#&.:=?%@~_]+)*|[a-zA-Z\d]+(?:;[-a-zA-Z\d/#&.:=?%@~_]*)*)?(?:\u0007|\u001B\u005C|\u009C))|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-ntqry=><~]))/g;
function stripVTControlCharacters(text) {
  if (typeof text !== 'string') throw invalidArgument('str', 'of type string', text);
  return text.replace(escapes, '');
}
function styleText(format, text, { validateStream = true } = {}) {
  if (typeof text !== 'string') throw invalidArgument('text', 'of type string', text);
  const names = Array.isArray(format) ? format : [format];
  const codes = names.map((name) => {
    const code = inspect.colors[name];
    if (code === undefined) {
      const known = Object.keys(inspect.colors).map((one) => `'${one}'`).join(', ');
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'format' must be one of: ${known}. Received ${inspect(name)}`);
    }
    return code;
  });
  // Where the log goes there are no colours.
  if (validateStream) return text;
  return codes.reduceRight((styled, [open, close]) => `\u001b[${open}m${styled}\u001b[${close}m`, text);
}

async function aborted(signal, resource) {
  if (signal === undefined || typeof signal !== 'object' || !('aborted' in signal)) throw invalidArgument('signal', 'an instance of AbortSignal', signal);
  if (resource === null || typeof resource !== 'object') throw invalidArgument('resource', 'of type object', resource);
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

const systemErrors = require('internal/system_errors');
const checkErrorNumber = (number) => {
  if (typeof number !== 'number') throw invalidArgument('err', 'of type number', number);
  if (number >= 0 || !Number.isSafeInteger(number)) throw internals.outOfRange('err', 'a negative integer', number);
};
function getSystemErrorName(number) {
  checkErrorNumber(number);
  return systemErrors.get(number)?.[0] ?? `Unknown system error ${number}`;
}
function getSystemErrorMessage(number) {
  checkErrorNumber(number);
  return systemErrors.get(number)?.[1] ?? `Unknown system error ${number}`;
}

const is = {
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === 'boolean', isBuffer: internals.Buffer.isBuffer,
  isDate: types.isDate, isError: (value) => isErrorQuietly(value), isFunction: (value) => typeof value === 'function',
  isNull: (value) => value === null, isNullOrUndefined: (value) => value === null || value === undefined, isNumber: (value) => typeof value === 'number',
  isObject: (value) => value !== null && typeof value === 'object', isPrimitive: (value) => value === null || (typeof value !== 'object' && typeof value !== 'function'),
  isRegExp: types.isRegExp, isString: (value) => typeof value === 'string', isSymbol: (value) => typeof value === 'symbol', isUndefined: (value) => value === undefined,
};

module.exports = {
  promisify, callbackify, inherits, deprecate, debuglog, debug: debuglog, stripVTControlCharacters, styleText, aborted,
  getSystemErrorName, getSystemErrorMessage, getSystemErrorMap: () => new Map(systemErrors),
  inspect, types, TextEncoder, TextDecoder, ...is,
  format: (...args) => formatArguments(args),
  formatWithOptions(options, ...args) {
    if (options === null || typeof options !== 'object') throw invalidArgument('inspectOptions', 'of type object', options);
    return formatArguments(args, options);
  },
  isDeepStrictEqual,
  toUSVString: (text) => `${text}`.toWellFormed(),
  _extend: (target, source) => (source !== null && typeof source === 'object' ? Object.assign(target, source) : target),
  _errnoException(number, syscall, original) {
    const code = getSystemErrorName(number);
    const error = new Error(`${syscall} ${code}${original ? ` ${original}` : ''}`);
    return Object.assign(error, { errno: number, code, syscall });
  },
  _exceptionWithHostPort(number, syscall, address, port) {
    const code = getSystemErrorName(number);
    const error = new Error(`${syscall} ${code} ${address}${port > 0 ? `:${port}` : ''}`);
    return Object.assign(error, { errno: number, code, syscall, address, port });
  },
  log: (...args) => internals.consoleObject.log('%s', formatArguments(args)),
  parseArgs: require('internal/parse_args'), ...require('internal/mime'), parseEnv: require('internal/parse_env'),
  transferableAbortController: () => new AbortController(),
  transferableAbortSignal: (signal) => signal,
  diff: require('internal/diff'),
  setTraceSigInt: unsupported('util.setTraceSigInt', 'an execution gets no signals'),
  getCallSites: () => [], getCallSite: () => [],
};
