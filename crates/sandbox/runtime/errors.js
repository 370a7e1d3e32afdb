// Errors: what the host says becomes a real error of the right class; stacks read as Node prints them,
// with the message first and none of the library's own frames.
const errorClasses = { __proto__: null, Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };

/** A Node-style error: a class, a `code` and the message. Its text and its stack name the code, as those of Node's own do. */
const nodeError = (Class, code, message) => {
  const error = new Class(message);
  defineProperty(error, 'code', { __proto__: null, value: code, writable: true, enumerable: true, configurable: true });
  if (startsWith(code, 'ERR_')) {
    addCoded(codedErrors, error);
    defineProperty(error, 'toString', { __proto__: null, value: codedText.toString, writable: true, configurable: true });
  }
  return error;
};
const codedErrors = new WeakSet();
const addCoded = uncurry(WeakSet.prototype.add);
const codedText = { toString() { return `${this.name} [${this.code}]: ${this.message}`; } };
const invalidArgument = (name, expected, value) => nodeError(
  NativeTypeError, 'ERR_INVALID_ARG_TYPE',
  `The "${name}" ${stringLastIndexOf(name, '.') < 0 ? 'argument' : 'property'} must be ${expected}. Received ${received(value)}`,
);
const outOfRange = (name, range, value) => nodeError(
  NativeRangeError, 'ERR_OUT_OF_RANGE',
  `The value of "${name}" is out of range. It must be ${range}. Received ${groupDigits(value)}`,
);
const groupDigits = (value) => {
  if (!isInteger(value) || abs(value) <= 2 ** 32) return inspectQuietly(value);
  const text = `${abs(value)}`;
  let out = '';
  for (let i = 0; i < text.length; i++) out += (i && (text.length - i) % 3 === 0 ? '_' : '') + text[i];
  return (value < 0 ? '-' : '') + out;
};
const received = (value) => {
  if (value == null) return `${value}`;
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    const name = value.constructor?.name;
    return name ? `an instance of ${name}` : inspectQuietly(value);
  }
  let text = inspectQuietly(value);
  if (text.length > 28) text = `${stringSlice(text, 0, 25)}...`;
  return `type ${typeof value} (${text})`;
};

/** The error for what the host threw: JSON in a string primitive. Native errors pass as they are. */
const fromHost = (thrown) => {
  if (typeof thrown !== 'string') return thrown;
  let told;
  try {
    told = jsonParse(thrown);
  } catch {
    return new NativeError(thrown);
  }
  return errorFrom(told);
};
const errorFrom = (told) => {
  if (told.name === 'AbortError' || told.name === 'TimeoutError' || told.name === 'InvalidCharacterError') {
    return new DOMException(told.message, told.name);
  }
  const error = new (errorClasses[told.name] ?? NativeError)(told.message);
  if (told.code !== undefined) {
    defineProperty(error, 'code', { __proto__: null, value: told.code, writable: true, enumerable: true, configurable: true });
  }
  if (told.cause !== undefined) {
    const cause = typeof told.cause === 'object' && told.cause !== null ? errorFrom(told.cause) : told.cause;
    defineProperty(error, 'cause', { __proto__: null, value: cause, writable: true, configurable: true });
  }
  return error;
};
const hostCall = (op, head, bytes) => {
  try {
    return lw.call(op, jsonStringify(head), bytes);
  } catch (thrown) {
    throw fromHost(thrown);
  }
};

// Stacks. QuickJS keeps only frames; V8's `stack` opens with the error's own text.
const nativeStack = getOwnPropertyDescriptor(NativeError.prototype, 'stack');
const nativeCapture = NativeError.captureStackTrace;
const frameFile = (() => {
  const text = `${new NativeError('').stack}`;
  const found = regExpExec(/\(?([^\s()]+?):\d+(?::\d+)?\)?\s*(?:\n|$)/, text);
  return found === null ? undefined : found[1];
})();

/** V8's shape of QuickJS's frames: no library frames, no trailing line end, anonymous frames bare. */
const cleanFrames = (text) => {
  const lines = stringSplit(text, '\n');
  const kept = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === '') continue;
    if (frameFile !== undefined && stringIncludes(line, frameFile)) {
      // What the library called natively on the way (`apply`, `construct`) goes with it.
      while (kept.length > 0 && endsWith(kept[kept.length - 1], '(native)')) arrayPop(kept);
      continue;
    }
    const bare = regExpExec(/^ {4}at <anonymous> \((.*)\)$/, line);
    arrayPush(kept, bare === null ? line : bare[1] === 'native' ? '    at <anonymous>' : `    at ${bare[1]}`);
  }
  return arrayJoin(kept, '\n');
};
const errorHeader = (error) => {
  try {
    return isObject(error) && weakSetHas(codedErrors, error) ? apply(codedText.toString, error, []) : errorToString(error);
  } catch {
    return 'Error';
  }
};
const withHeader = (error, frames) => {
  const clean = cleanFrames(frames);
  return clean === '' ? errorHeader(error) : `${errorHeader(error)}\n${clean}`;
};
if (nativeStack?.get !== undefined) {
  const read = uncurry(nativeStack.get);
  const seen = new WeakMap();
  const get = uncurry(WeakMap.prototype.get);
  const set = uncurry(WeakMap.prototype.set);
  const accessor = {
    get stack() {
      const raw = read(this);
      if (typeof raw !== 'string') return raw;
      const known = get(seen, this);
      if (known !== undefined) return known;
      const text = withHeader(this, raw);
      set(seen, this, text);
      return text;
    },
    // An error's own `stack` is hidden and holds anything, as in V8, where it is an ordinary property of each error.
    set stack(value) {
      if (!isObject(this) || this === NativeError.prototype) throw new NativeTypeError('stack is set on an object other than Error.prototype');
      const isSet = getOwnPropertyDescriptor(this, 'stack') !== undefined ? reflectSet(this, 'stack', value)
        : defineProperty(this, 'stack', { __proto__: null, value, writable: true, enumerable: !isError(this), configurable: true });
      if (!isSet) throw new NativeTypeError("Cannot assign to read only property 'stack' of object");
    },
  };
  hidden(NativeError.prototype, accessor);
  const capture = {
    captureStackTrace(target, above) {
      nativeCapture(target, typeof above === 'function' ? above : capture.captureStackTrace);
      const own = getOwnPropertyDescriptor(target, 'stack');
      if (own !== undefined && typeof own.value === 'string') {
        own.value = withHeader(target, own.value);
        defineProperty(target, 'stack', own);
      }
    },
  };
  hidden(NativeError, capture);
  hideCallSites();
}

/** `Error.prepareStackTrace` must not hand out the functions that are on the stack (strict mode V8 gives undefined). */
function hideCallSites() {
  let site;
  const before = NativeError.prepareStackTrace;
  NativeError.prepareStackTrace = (_error, sites) => {
    site = sites[0];
  };
  void new NativeError('').stack;
  NativeError.prepareStackTrace = before;
  if (site === undefined) return;
  const proto = getPrototypeOf(site);
  const none = { getFunction() {}, getThis() {}, getTypeName() { return null; }, getMethodName() { return null; },
    getEvalOrigin() {}, isToplevel() { return false; }, isEval() { return false; }, isAsync() { return false; } };
  hidden(proto, none);
}

/** The name, message and stack of anything thrown, as strings, whatever its getters do. */
const describeThrown = (thrown) => {
  const text = (read, fallback) => {
    try {
      const value = read();
      return value === undefined || value === null ? fallback : `${value}`;
    } catch {
      return fallback;
    }
  };
  if (isObject(thrown)) {
    const error = isErrorQuietly(thrown);
    const message = text(() => thrown.message, undefined);
    if (error || message !== undefined) {
      return {
        name: text(() => thrown.name, 'Error'),
        message: message ?? '',
        stack: text(() => thrown.stack, ''),
      };
    }
  }
  return { name: 'Error', message: typeof thrown === 'string' ? thrown : inspectQuietly(thrown), stack: '' };
};
const isErrorQuietly = (value) => {
  try {
    return isError(value) || isInstance(NativeError, value);
  } catch {
    return false;
  }
};
