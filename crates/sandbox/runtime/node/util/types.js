// The module `util/types`: what a value is, by its internal slots where it has any.
const { promiseState, proxyParts } = internals;
const { isError: isNativeError } = Error;

const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const tag = (value) => (ArrayBuffer.isView(value) ? Reflect.apply(tagOf, value, []) : undefined);
/** Whether a method that needs the slot takes the value. */
const has = (method) => (value) => {
  if (value === null || typeof value !== 'object') return false;
  try {
    Reflect.apply(method, value, []);
    return true;
  } catch {
    return false;
  }
};
const getter = (prototype, name) => has(Object.getOwnPropertyDescriptor(prototype, name).get);
const iteratorOf = (make) => {
  const prototype = Object.getPrototypeOf(make);
  return (value) => value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === prototype;
};
const classTag = (name) => (value) => typeof value === 'function' && Object.prototype.toString.call(value) === `[object ${name}]`;

const isBooleanObject = has(Boolean.prototype.valueOf);
const isNumberObject = has(Number.prototype.valueOf);
const isStringObject = has(String.prototype.valueOf);
const isSymbolObject = has(Symbol.prototype.valueOf);
const isBigIntObject = has(BigInt.prototype.valueOf);
const isArrayBuffer = getter(ArrayBuffer.prototype, 'byteLength');
const isSharedArrayBuffer = getter(SharedArrayBuffer.prototype, 'byteLength');
const isMap = getter(Map.prototype, 'size');
const isSet = getter(Set.prototype, 'size');
const weak = (method) => (value) => {
  if (value === null || typeof value !== 'object') return false;
  try {
    Reflect.apply(method, value, [{}]);
    return true;
  } catch {
    return false;
  }
};
module.exports = {
  isExternal: () => false,
  isDate: has(Date.prototype.getTime),
  isArgumentsObject: (value) => value !== null && typeof value === 'object' && !(Symbol.toStringTag in value) && Object.prototype.toString.call(value) === '[object Arguments]',
  isBigIntObject, isBooleanObject, isNumberObject, isStringObject, isSymbolObject,
  isBoxedPrimitive: (value) => [isNumberObject, isStringObject, isBooleanObject, isBigIntObject, isSymbolObject].some((is) => is(value)),
  isNativeError: (value) => isNativeError(value),
  isRegExp: (value) => value !== null && typeof value === 'object' && value !== RegExp.prototype && getter(RegExp.prototype, 'source')(value),
  isAsyncFunction: (value) => classTag('AsyncFunction')(value) || classTag('AsyncGeneratorFunction')(value),
  isGeneratorFunction: (value) => classTag('GeneratorFunction')(value) || classTag('AsyncGeneratorFunction')(value),
  isGeneratorObject: (value) => value !== null && typeof value === 'object' && Object.prototype.toString.call(value) === '[object Generator]',
  isPromise: (value) => value !== null && typeof value === 'object' && promiseState(value) !== undefined,
  isMap, isSet,
  isMapIterator: iteratorOf(new Map().entries()), isSetIterator: iteratorOf(new Set().entries()),
  isWeakMap: weak(WeakMap.prototype.has), isWeakSet: weak(WeakSet.prototype.has),
  isArrayBuffer, isSharedArrayBuffer, isAnyArrayBuffer: (value) => isArrayBuffer(value) || isSharedArrayBuffer(value),
  isDataView: getter(DataView.prototype, 'buffer'),
  isProxy: (value) => value !== null && (typeof value === 'object' || typeof value === 'function') && proxyParts(value) !== undefined,
  isModuleNamespaceObject: (value) => value !== null && typeof value === 'object' && Object.prototype.toString.call(value) === '[object Module]',
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray: (value) => tag(value) !== undefined,
  isCryptoKey: () => false, isKeyObject: (value) => value?.constructor?.name?.endsWith('KeyObject') === true,
  isEventTarget: (value) => value instanceof internals.EventTarget,
};
for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) {
  module.exports[`is${name}`] = (value) => tag(value) === name;
}
