// Deep equality, strict and loose, as `assert` and `util.isDeepStrictEqual` ask for it.
const types = require('util/types');

const tagOf = (value) => Object.prototype.toString.call(value);
const isSame = (a, b, strict) => (strict ? Object.is(a, b) : a == b || (a !== a && b !== b)); // eslint-disable-line eqeqeq
const ownKeys = (value) => {
  const symbols = Object.getOwnPropertySymbols(value).filter((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol));
  return [Object.keys(value), symbols];
};
const boxed = [types.isNumberObject, types.isStringObject, types.isBooleanObject, types.isBigIntObject, types.isSymbolObject];

/** What two objects hold beside their properties; undefined where that decides nothing. */
function contentEquals(a, b, strict, seen) {
  if (types.isDate(a)) return types.isDate(b) && Object.is(a.getTime(), b.getTime());
  if (types.isRegExp(a)) return types.isRegExp(b) && a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
  if (types.isNativeError(a) || a instanceof Error) {
    return (types.isNativeError(b) || b instanceof Error) && a.message === b.message && a.name === b.name && equals(a.cause, b.cause, strict, seen) && equals(a.errors, b.errors, strict, seen);
  }
  if (ArrayBuffer.isView(a)) {
    if (!ArrayBuffer.isView(b) || a.byteLength !== b.byteLength || (strict && tagOf(a) !== tagOf(b))) return false;
    if (!strict && (types.isFloat32Array(a) || types.isFloat64Array(a))) return a.length === b.length && a.every((value, at) => value === b[at]);
    return bytesEqual(a, b);
  }
  if (types.isAnyArrayBuffer(a)) return types.isAnyArrayBuffer(b) && a.byteLength === b.byteLength && bytesEqual(new Uint8Array(a), new Uint8Array(b));
  if (types.isSet(a)) return types.isSet(b) && a.size === b.size && setEquals(a, b, strict, seen);
  if (types.isMap(a)) return types.isMap(b) && a.size === b.size && mapEquals(a, b, strict, seen);
  for (const is of boxed) if (is(a)) return is(b) && Object.is(a.valueOf(), b.valueOf());
  if ([types.isDate, types.isRegExp, types.isSet, types.isMap, types.isAnyArrayBuffer, ArrayBuffer.isView, ...boxed].some((is) => is(b)) || b instanceof Error) return false;
  if (types.isWeakMap(a) || types.isWeakSet(a) || types.isPromise(a)) return a === b;
  return undefined;
}
function bytesEqual(a, b) {
  const [left, right] = [a, b].map((view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
function setEquals(a, b, strict, seen) {
  const rest = [...b].filter((value) => !a.has(value));
  for (const value of a) {
    if (b.has(value)) continue;
    const at = rest.findIndex((other) => (typeof value === 'object' || !strict) && equals(value, other, strict, seen));
    if (at === -1) return false;
    rest.splice(at, 1);
  }
  return true;
}
function mapEquals(a, b, strict, seen) {
  const rest = [...b].filter(([key]) => !a.has(key));
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!equals(value, b.get(key), strict, seen)) return false;
      continue;
    }
    const at = rest.findIndex(([other, held]) => (typeof key === 'object' || !strict) && equals(key, other, strict, seen) && equals(value, held, strict, seen));
    if (at === -1) return false;
    rest.splice(at, 1);
  }
  return true;
}
function equals(a, b, strict, seen) {
  if (isSame(a, b, strict)) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) return false;
  if (tagOf(a) !== tagOf(b)) return false;
  const content = contentEquals(a, b, strict, seen);
  if (content === false) return false;
  if (seen.some(([left, right]) => left === a && right === b)) return true;
  const [keys, symbols] = ownKeys(a);
  const [others, otherSymbols] = ownKeys(b);
  if (keys.length !== others.length || (strict && symbols.length !== otherSymbols.length)) return false;
  const deeper = [...seen, [a, b]];
  return [...keys, ...(strict ? symbols : [])].every((key) => Object.prototype.propertyIsEnumerable.call(b, key) && equals(a[key], b[key], strict, deeper));
}
module.exports = {
  isDeepStrictEqual: (a, b) => equals(a, b, true, []),
  isDeepEqual: (a, b) => equals(a, b, false, []),
};
