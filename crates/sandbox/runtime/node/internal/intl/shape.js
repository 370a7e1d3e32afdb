// How the classes of `Intl` are put together: methods, tags and lengths as the platform has them.
const define = (target, source) => {
  for (const key of Reflect.ownKeys(source)) {
    Object.defineProperty(target, key, { ...Object.getOwnPropertyDescriptor(source, key), enumerable: false });
  }
};
/** Finishes a constructor. */
const finish = (Class, methods, statics) => {
  define(Class.prototype, methods);
  define(Class, statics);
  Object.defineProperty(Class, 'length', { value: 0, configurable: true });
  Object.defineProperty(Class, 'prototype', { writable: false });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: `Intl.${Class.name}`, configurable: true });
  return Class;
};
/** The private state of a class's objects, and the words for what is none. */
const privateState = (name) => {
  const states = new WeakMap();
  return {
    set: (self, state) => states.set(self, state),
    has: (self) => states.has(self),
    get(self, method) {
      const state = typeof self === 'object' && self !== null ? states.get(self) : undefined;
      if (state === undefined) throw new TypeError(`Method Intl.${name}.prototype.${method} called on incompatible receiver ${internals.inspectQuietly(self)}`);
      return state;
    },
  };
};
const onlyNew = (target, name) => {
  if (target === undefined) throw new TypeError(`Constructor Intl.${name} requires 'new'`);
};
module.exports = { define, finish, privateState, onlyNew };
