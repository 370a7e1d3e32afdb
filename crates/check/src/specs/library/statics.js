// What the library uses of the language, taken before a spec can replace it.
const { apply, construct, ownKeys, getPrototypeOf, defineProperty, getOwnPropertyDescriptor, deleteProperty } = Reflect;
const { create, keys: keysOf, entries: entriesOf, is, prototype: ObjectPrototype } = Object;
const { isArray, from: arrayFrom } = Array;
const { stringify: toJson, parse: fromJson } = JSON;
const { isInteger, isFinite: isFiniteNumber } = Number;
const { min, max, abs, floor } = Math;
const later = setTimeout;
const forget = clearTimeout;
const laterEvery = setInterval;
const forgetEvery = clearInterval;
const clockMs = performance.now.bind(performance);
const RealDate = Date;
const RealResponse = Response;
const { clone: cloneResponse, text: textOfResponse } = Response.prototype;
const tagOf = ObjectPrototype.toString;
const { toWellFormed } = String.prototype;
const thenOf = Promise.prototype.then;

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
const isPromise = (value) => isObject(value) && typeof value.then === 'function';
const hasOwn = (object, key) => getOwnPropertyDescriptor(object, key) !== undefined;
const isError = (value) => tagOf.call(value) === '[object Error]' || value instanceof Error || value instanceof DOMException;
/** The value's own kind: `Map`, `Date`, `Uint8Array`. */
const kindOf = (value) => tagOf.call(value).slice(8, -1);
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;
/** A property as the platform's own are: there, but not listed. */
const hidden = (target, key, value) => defineProperty(target, key, { value, writable: true, configurable: true });

/** An object that answers a name it does not have with an error that says so. */
const withoutOthers = (object, what) => new Proxy(object, {
  get(target, key, receiver) {
    if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON') return Reflect.get(target, key, receiver);
    throw new TypeError(`${what}.${key} is not there: this host's test library does not have it`);
  },
});
