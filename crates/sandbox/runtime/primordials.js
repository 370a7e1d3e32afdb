// Copies of the built-ins the library uses, taken before any action code runs: an action that patches a
// built-in changes its own world only. Arrays are walked by index, never by `for of` or spread, because
// those go through patchable iterators.
const uncurry = Function.prototype.bind.bind(Function.prototype.call);
const { apply, construct, ownKeys, getPrototypeOf, setPrototypeOf, defineProperty, set: reflectSet } = Reflect;
const {
  create: objectCreate, keys: objectKeys, getOwnPropertyDescriptor, getOwnPropertyNames, getOwnPropertySymbols,
  is: objectIs, assign: objectAssign,
} = Object;
const hasOwn = uncurry(Object.prototype.hasOwnProperty);
const isEnumerable = uncurry(Object.prototype.propertyIsEnumerable);
const builtinTag = uncurry(Object.prototype.toString);
const isInstance = uncurry(Function.prototype[Symbol.hasInstance]);
const functionToString = uncurry(Function.prototype.toString);
const { parse: jsonParse, stringify: jsonStringify } = JSON;

const { isArray } = Array;
const ObjectPrototype = Object.prototype;
const ArrayPrototype = Array.prototype;
const arrayPush = uncurry(ArrayPrototype.push);
/** Adds an element in its own right, where a push would ask a setter that stands at that index of the prototype. */
const append = (list, value) => defineProperty(list, list.length, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
const arrayPop = uncurry(ArrayPrototype.pop);
const arrayShift = uncurry(ArrayPrototype.shift);
const arraySlice = uncurry(ArrayPrototype.slice);
const arraySplice = uncurry(ArrayPrototype.splice);
const arrayJoin = uncurry(ArrayPrototype.join);
const arrayIndexOf = uncurry(ArrayPrototype.indexOf);
const arrayIncludes = uncurry(ArrayPrototype.includes);
const arraySort = uncurry(ArrayPrototype.sort);

const charCodeAt = uncurry(String.prototype.charCodeAt);
const codePointAt = uncurry(String.prototype.codePointAt);
const stringSlice = uncurry(String.prototype.slice);
const stringIndexOf = uncurry(String.prototype.indexOf);
const stringLastIndexOf = uncurry(String.prototype.lastIndexOf);
const stringIncludes = uncurry(String.prototype.includes);
const startsWith = uncurry(String.prototype.startsWith);
const endsWith = uncurry(String.prototype.endsWith);
const stringSplit = uncurry(String.prototype.split);
const stringRepeat = uncurry(String.prototype.repeat);
const padStart = uncurry(String.prototype.padStart);
const padEnd = uncurry(String.prototype.padEnd);
const toLowerCase = uncurry(String.prototype.toLowerCase);
const toUpperCase = uncurry(String.prototype.toUpperCase);
const toWellFormed = uncurry(String.prototype.toWellFormed);
const { fromCharCode } = String;

const symbolToString = uncurry(Symbol.prototype.toString);
const { iterator: symbolIterator, asyncIterator: symbolAsyncIterator, toStringTag, toPrimitive: symbolToPrimitive, hasInstance: symbolHasInstance, dispose: symbolDispose } = Symbol;
const symbolFor = Symbol.for;
const numberToString = uncurry(Number.prototype.toString);
const toFixed = uncurry(Number.prototype.toFixed);
const { isInteger, isNaN: isNaNNumber, parseInt: parseInteger, parseFloat: parseDecimal } = Number;
const { max, min, floor, round, sqrt, trunc, abs } = Math;

const regExpExec = uncurry(RegExp.prototype.exec);
const matches = (pattern, text) => regExpExec(pattern, text) !== null;

const NativeMap = Map;
const mapGet = uncurry(Map.prototype.get);
const mapSet = uncurry(Map.prototype.set);
const mapHas = uncurry(Map.prototype.has);
const mapDelete = uncurry(Map.prototype.delete);
const mapClear = uncurry(Map.prototype.clear);
const mapForEach = uncurry(Map.prototype.forEach);
const getter = (proto, key) => uncurry(getOwnPropertyDescriptor(proto, key).get);
const mapSize = getter(Map.prototype, 'size');
const NativeSet = Set;
const setHas = uncurry(Set.prototype.has);
const setAdd = uncurry(Set.prototype.add);
const setDelete = uncurry(Set.prototype.delete);
const setSize = getter(Set.prototype, 'size');
const setForEach = uncurry(Set.prototype.forEach);
const weakMapHas = uncurry(WeakMap.prototype.has);
const weakSetHas = uncurry(WeakSet.prototype.has);

const NativePromise = Promise;

const NativeArrayBuffer = ArrayBuffer;
const arrayBufferLength = getter(ArrayBuffer.prototype, 'byteLength');
const sharedBufferLength = getter(SharedArrayBuffer.prototype, 'byteLength');
const arrayBufferSlice = uncurry(ArrayBuffer.prototype.slice);
const isView = ArrayBuffer.isView;
const Bytes = Uint8Array;
const TypedArrayPrototype = getPrototypeOf(Uint8Array.prototype);
const typedTag = getter(TypedArrayPrototype, toStringTag);
const typedLength = getter(TypedArrayPrototype, 'length');
const typedByteLength = getter(TypedArrayPrototype, 'byteLength');
const typedByteOffset = getter(TypedArrayPrototype, 'byteOffset');
const typedBuffer = getter(TypedArrayPrototype, 'buffer');
const typedSet = uncurry(TypedArrayPrototype.set);
const typedFill = uncurry(TypedArrayPrototype.fill);
const typedKeys = uncurry(TypedArrayPrototype.keys);
const NativeDataView = DataView;
const dataViewBuffer = getter(DataView.prototype, 'buffer');
const dataViewByteLength = getter(DataView.prototype, 'byteLength');
const dataViewByteOffset = getter(DataView.prototype, 'byteOffset');

const dateGetTime = uncurry(Date.prototype.getTime);
const dateToISOString = uncurry(Date.prototype.toISOString);
const dateToString = uncurry(Date.prototype.toString);
const NativeDate = Date;
const NativeRegExp = RegExp;
const regExpToString = uncurry(RegExp.prototype.toString);
const regExpSource = getter(RegExp.prototype, 'source');
const regExpFlags = getter(RegExp.prototype, 'flags');
const errorToString = uncurry(Error.prototype.toString);
const isErrorNatively = Error.isError;
const NativeError = Error;
const NativeTypeError = TypeError;
const NativeRangeError = RangeError;

/** Runs `fn` on `value`; false when it throws: how a brand (an internal slot) is asked for. */
const brand = (fn, value) => {
  try {
    fn(value);
    return true;
  } catch {
    return false;
  }
};
/** The target and handler of a proxy, nulls when it is revoked; undefined for anything else. */
const proxyOf = (value) => {
  try {
    // The one question that a revoked proxy answers with an error and every other object without side effects.
    isArray(value);
    return lw.inspectProxy(value);
  } catch {
    return [null, null];
  }
};
const isError = isErrorNatively ?? ((value) => isInstance(NativeError, value));
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Replaces each match by calling `by(text)`, without touching patchable `Symbol.replace`. */
const replaceChar = (text, char, by) => arrayJoin(stringSplit(text, char), by);

/** Installs properties as the platform does: writable, configurable, not enumerable. */
const hidden = (target, properties) => {
  const names = ownKeys(properties);
  for (let i = 0; i < names.length; i++) {
    const descriptor = getOwnPropertyDescriptor(properties, names[i]);
    descriptor.enumerable = false;
    defineProperty(target, names[i], descriptor);
  }
  return target;
};
/** Marks the named members enumerable and gives the class its tag, as Web IDL asks. */
const webInterface = (Class, tag, names) => {
  for (let i = 0; i < names.length; i++) {
    const descriptor = getOwnPropertyDescriptor(Class.prototype, names[i]);
    descriptor.enumerable = true;
    defineProperty(Class.prototype, names[i], descriptor);
  }
  defineProperty(Class.prototype, toStringTag, { value: tag, configurable: true });
};
/** The prototype that the platform's iterators have. */
const IteratorPrototype = getPrototypeOf(getPrototypeOf([][symbolIterator]()));
/** Turns an iterable of action code into an array, with the language's own protocol. */
const listOf = (iterable) => {
  const list = [];
  const method = iterable[symbolIterator];
  const iterator = apply(method, iterable, []);
  const { next } = iterator;
  for (;;) {
    const step = apply(next, iterator, []);
    if (!isObject(step)) throw new NativeTypeError(`Iterator result ${step} is not an object`);
    if (step.done) return list;
    arrayPush(list, step.value);
  }
};
const noop = () => {};
