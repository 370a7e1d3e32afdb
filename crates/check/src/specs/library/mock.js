// Mock functions: `jest.fn`, `jest.spyOn`, and the calls that clear, reset and restore all of them.
const MOCK = Symbol('mock function');
const made = { mocks: new Set(), spies: new Set(), order: 0 };

const isMock = (value) => typeof value === 'function' && value[MOCK] === true;
const freshState = () => ({ calls: [], contexts: [], instances: [], invocationCallOrder: [], results: [], lastCall: undefined });
const isClass = (value) => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

/** Calls or constructs what stands behind a mock. */
const perform = (implementation, self, args, target) => {
  if (implementation === undefined) return undefined;
  if (target !== undefined && isClass(implementation)) return construct(implementation, args, implementation);
  return apply(implementation, self, args);
};

const makeMock = (first, restore = undefined) => {
  let state = freshState();
  const behind = { usual: first, once: [], name: 'jest.fn()' };
  const mock = function mockConstructor(...args) {
    const result = { type: 'incomplete', value: undefined };
    state.calls.push(args);
    state.contexts.push(this);
    state.instances.push(this);
    state.invocationCallOrder.push(made.order += 1);
    state.results.push(result);
    state.lastCall = args;
    noteMockCall(mock);
    try {
      const value = perform(behind.once.length > 0 ? behind.once.shift() : behind.usual, this, args, new.target);
      result.type = 'return';
      result.value = value;
      return value;
    } catch (error) {
      result.type = 'throw';
      result.value = error;
      throw error;
    }
  };
  defineProperty(mock, 'length', { value: 0, configurable: true });
  hidden(mock, MOCK, true);
  hidden(mock, '_isMockFunction', true);
  defineProperty(mock, 'mock', {
    get: () => state,
    set: (value) => {
      state = value;
    },
    configurable: true,
  });
  const methods = {
    mockClear() {
      state = freshState();
      return mock;
    },
    mockReset() {
      mock.mockClear();
      behind.usual = undefined;
      behind.once = [];
      return mock;
    },
    mockRestore() {
      mock.mockReset();
      restore?.();
      made.spies.delete(restore);
    },
    mockImplementation(implementation) {
      behind.usual = implementation;
      return mock;
    },
    mockImplementationOnce(implementation) {
      behind.once.push(implementation);
      return mock;
    },
    withImplementation(implementation, callback) {
      const before = { ...behind };
      Object.assign(behind, { usual: implementation, once: [] });
      const back = () => void Object.assign(behind, before);
      const result = callback();
      return isPromise(result) ? result.then(back, (error) => {
        back();
        throw error;
      }) : back();
    },
    getMockImplementation: () => behind.usual,
    getMockName: () => behind.name,
    mockName(name) {
      behind.name = name;
      return mock;
    },
    mockReturnThis: () => mock.mockImplementation(function mockThis() {
      return this;
    }),
    mockReturnValue: (value) => mock.mockImplementation(() => value),
    mockReturnValueOnce: (value) => mock.mockImplementationOnce(() => value),
    mockResolvedValue: (value) => mock.mockImplementation(() => Promise.resolve(value)),
    mockResolvedValueOnce: (value) => mock.mockImplementationOnce(() => Promise.resolve(value)),
    mockRejectedValue: (value) => mock.mockImplementation(() => Promise.reject(value)),
    mockRejectedValueOnce: (value) => mock.mockImplementationOnce(() => Promise.reject(value)),
  };
  for (const [name, method] of entriesOf(methods)) hidden(mock, name, method);
  if (Symbol.dispose !== undefined) hidden(mock, Symbol.dispose, methods.mockRestore);
  made.mocks.add(mock);
  return mock;
};

const fn = (implementation) => makeMock(implementation);

/** Where a property is defined: on the object itself or above it. */
const descriptorOf = (object, key) => {
  for (let at = object; at !== null; at = getPrototypeOf(at)) {
    const found = getOwnPropertyDescriptor(at, key);
    if (found !== undefined) return found;
  }
  return undefined;
};
const put = (object, key, value) => {
  const own = getOwnPropertyDescriptor(object, key);
  if (own === undefined || own.writable === true || own.set !== undefined) object[key] = value;
  else defineProperty(object, key, { ...own, value });
};
const needsTarget = (object, key, what) => {
  if (!isObject(object)) throw new Error(`jest.${what}: the object must be an object or a function, and is ${kindText(object)}`);
  if (key === undefined || key === null) throw new Error(`jest.${what}: give the name of the property`);
};

const spyOnMethod = (object, key) => {
  const original = object[key];
  if (isMock(original)) return original;
  if (typeof original !== 'function') {
    const what = key in object ? `it is no function: ${kindText(original)}` : 'it is not there';
    throw new Error(`jest.spyOn: \`${String(key)}\` cannot be spied on, ${what}`);
  }
  const wasOwn = hasOwn(object, key);
  const restore = () => (wasOwn ? put(object, key, original) : deleteProperty(object, key));
  const mock = makeMock(function spied(...args) {
    return new.target === undefined ? apply(original, this, args) : construct(original, args);
  }, restore);
  mock.mockName(String(key));
  put(object, key, mock);
  made.spies.add(restore);
  return mock;
};
const spyOnAccess = (object, key, access) => {
  const found = descriptorOf(object, key);
  const original = found?.[access];
  if (isMock(original)) return original;
  if (typeof original !== 'function') throw new Error(`jest.spyOn: \`${String(key)}\` has no ${access}ter`);
  const own = getOwnPropertyDescriptor(object, key);
  const restore = () => (own === undefined ? deleteProperty(object, key) : defineProperty(object, key, own));
  const mock = makeMock(function spied(...args) {
    return apply(original, this, args);
  }, restore);
  defineProperty(object, key, { ...found, [access]: mock, configurable: true });
  made.spies.add(restore);
  return mock;
};
const spyOn = (object, key, access) => {
  needsTarget(object, key, 'spyOn');
  return access === undefined ? spyOnMethod(object, key) : spyOnAccess(object, key, access);
};
const replaceProperty = (object, key, value) => {
  needsTarget(object, key, 'replaceProperty');
  if (!(key in object)) throw new Error(`jest.replaceProperty: \`${String(key)}\` is not there`);
  const original = object[key];
  const restore = () => put(object, key, original);
  const replaced = {
    replaceValue(next) {
      put(object, key, next);
      return replaced;
    },
    restore() {
      restore();
      made.spies.delete(restore);
    },
  };
  made.spies.add(restore);
  return replaced.replaceValue(value);
};

const mockCalls = {
  fn, spyOn, replaceProperty,
  isMockFunction: isMock,
  mocked: (value) => value,
  getSeed: () => 1,
  isEnvironmentTornDown: () => false,
  clearAllMocks: () => made.mocks.forEach((mock) => mock.mockClear()),
  resetAllMocks: () => made.mocks.forEach((mock) => mock.mockReset()),
  restoreAllMocks() {
    for (const restore of [...made.spies].reverse()) restore();
    made.spies.clear();
  },
};
