// `require` inside of a package: its own files, our mocks where it has none, then what the host has. And `jest.mock`.
const loadedModules = new Map();
const mockedModules = new Map();
const mockedNow = new Map();
const unmocked = new Set();
const CORE = ['assert', 'async_hooks', 'buffer', 'child_process', 'crypto', 'dns', 'events', 'fs', 'http', 'http2', 'https', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'punycode', 'querystring', 'stream', 'string_decoder', 'timers', 'tls', 'url', 'util', 'v8', 'vm', 'worker_threads', 'zlib'];
const isCore = (name) => CORE.includes(name.split('/')[0]);

const folderOf = (path) => path.slice(0, max(0, path.lastIndexOf('/')));
const joined = (folder, request) => {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of request.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};
const isRelative = (request) => request === '.' || request === '..' || request.startsWith('./') || request.startsWith('../');
const ENDINGS = ['', '.js', '.cjs', '.json', '/index.js', '/index.json'];
const fileAt = (path) => ENDINGS.map((ending) => `${path}${ending}`).find((one) => files.has(one));
const withoutScheme = (request) => (request.startsWith('node:') ? request.slice(5) : request);
const OWN_MODULES = ['@jest/globals', '@faker-js/faker', 'node:test'];
const builtInMock = (request) => /(?:^|\/)__mocks__\/((?:event|api)-[a-z-]+?)(?:\.js)?$/.exec(request)?.[1];

/** What a request names: `file`, `mock` (ours), `own` (the library's) or `host`. */
const resolve = (from, request) => {
  if (typeof request !== 'string' || request === '') throw new TypeError(`require: the name must be a string, and is ${format(request)}`);
  if (OWN_MODULES.includes(request)) return { kind: 'own', key: request };
  if (!isRelative(request)) return { kind: 'host', key: withoutScheme(request) };
  const path = joined(folderOf(from), request);
  const file = fileAt(path);
  if (file !== undefined) return { kind: 'file', key: file };
  const mock = builtInMock(request);
  if (mock !== undefined && hasMockModule(mock)) return { kind: 'mock', key: mock };
  return { kind: 'missing', key: path };
};
const notFound = (from, request, why) => {
  const error = new Error(`Cannot find module '${request}' from '${from}': ${why}`);
  error.code = 'MODULE_NOT_FOUND';
  return error;
};
const missing = (from, request, path) => {
  const mock = builtInMock(request);
  if (mock !== undefined) return notFound(from, request, `there is no such mock; there are ${mockModuleNames().join(', ')}`);
  return notFound(from, request, `the package has no file ${path}`);
};

/** The exports of a file of the package. */
const loadFile = (path) => {
  const known = loadedModules.get(path);
  if (known !== undefined) return known.exports;
  const file = files.get(path);
  const module = { exports: {}, id: path, filename: path, loaded: false, children: [], paths: [], parent: null };
  loadedModules.set(path, module);
  try {
    if (file.kind === 'json') module.exports = parseFile(path, file.text);
    else evaluate(path, file, module);
  } catch (error) {
    loadedModules.delete(path);
    throw error;
  }
  module.loaded = true;
  return module.exports;
};
const parseFile = (path, text) => {
  try {
    return fromJson(text);
  } catch (error) {
    throw new SyntaxError(`${path}: ${error.message}`);
  }
};
const evaluate = (path, file, module) => {
  const require = makeRequire(path);
  module.require = require;
  const body = file.isHandler ? file.make(coveredLines) : file.make(jestFor(path));
  apply(body, module.exports, [module.exports, require, module, path, folderOf(path)]);
  if (file.isHandler) module.exports = watchHandlers(module.exports, handlerNames);
};

let nodeTest;
const ownModule = (from, key) => {
  if (key === '@jest/globals') return { ...globalsOfTests, jest: jestFor(from) };
  if (key === '@faker-js/faker') return { faker };
  return (nodeTest ??= nodeTestModule());
};
/** The manual mock of a package: a file of its name below any `__mocks__`, as Jest finds it. */
const manualPackageMock = (name) => {
  const endings = [`__mocks__/${name}.js`, `__mocks__/${name}.cjs`, `__mocks__/${name}.json`, `__mocks__/${name}/index.js`];
  return [...files.keys()].find((path) => endings.some((ending) => path === ending || path.endsWith(`/${ending}`)));
};
let axiosMock;
/** The mock of axios that partners' templates expect of their tooling. */
const axiosManualMock = (from) => {
  if (axiosMock === undefined) {
    const module = { exports: {} };
    makeAxiosMock(module, jestFor(from));
    axiosMock = module.exports;
  }
  return axiosMock;
};
const actualModule = (from, request) => {
  const { kind, key } = resolve(from, request);
  if (kind === 'file') return loadFile(key);
  if (kind === 'mock') return ourMock(key);
  if (kind === 'own') return ownModule(from, key);
  if (kind === 'host') return hostRequire(key);
  throw missing(from, request, key);
};
/** The mock that a spec set for a module, made when it is first asked for. */
const mockedModule = (from, request, key) => {
  if (!mockedNow.has(key)) {
    const factory = mockedModules.get(key);
    mockedNow.set(key, factory === undefined ? automatic(from, request, key) : factory());
  }
  return mockedNow.get(key);
};
const automatic = (from, request, key) => {
  const manual = fileAt(joined(folderOf(key), `__mocks__/${key.slice(key.lastIndexOf('/') + 1)}`));
  if (manual !== undefined) return loadFile(manual);
  const ofPackage = isRelative(request) ? undefined : manualPackageMock(key);
  if (ofPackage !== undefined) return loadFile(ofPackage);
  if (request === 'axios') return axiosManualMock(from);
  if (!isRelative(request) && !isOfHost(key)) {
    throw notFound(from, request, 'neither the package nor the host has it; give jest.mock a second argument that makes the mock');
  }
  return automock(actualModule(from, request));
};
const isOfHost = (name) => {
  try {
    return hostRequire(name) !== undefined;
  } catch {
    return false;
  }
};

const makeRequire = (path) => {
  const isHandler = files.get(path).isHandler;
  const require = (request) => {
    const { kind, key } = resolve(path, request);
    // The handler is deployed as one file; what it could not require there it cannot require here.
    if (isHandler && kind !== 'host') {
      throw notFound(path, request, 'the handler is one file, and what it requires relatively is not deployed with it');
    }
    if (mockedModules.has(key)) return mockedModule(path, request, key);
    // A package, other than a module of the host, is mocked by its manual mock without being asked to be.
    const manual = kind === 'host' && !unmocked.has(key) && !isRelative(request) ? manualPackageMock(key) : undefined;
    return manual === undefined || isCore(key) ? actualModule(path, request) : loadFile(manual);
  };
  require.resolve = (request) => {
    const { kind, key } = resolve(path, request);
    if (kind === 'missing') throw missing(path, request, key);
    return key;
  };
  require.cache = create(null);
  require.main = undefined;
  require.requireActual = (request) => actualModule(path, request);
  return require;
};

/** A copy of a module in which every function is a mock that does nothing. */
const automock = (value, seen = new Map()) => {
  if (!isObject(value)) return value;
  if (seen.has(value)) return seen.get(value);
  if (isArray(value)) return [];
  const kind = kindOf(value);
  if (typeof value !== 'function' && kind !== 'Object') return value;
  const copy = typeof value === 'function' ? fn() : create(getPrototypeOf(value));
  seen.set(value, copy);
  for (const key of ownKeys(value)) {
    if (['length', 'name', 'arguments', 'caller', 'prototype'].includes(key) && typeof value === 'function') continue;
    const found = getOwnPropertyDescriptor(value, key);
    if ('value' in found) defineProperty(copy, key, { ...found, value: automock(found.value, seen), configurable: true });
  }
  if (typeof value === 'function' && isObject(value.prototype)) {
    for (const key of ownKeys(value.prototype)) {
      const found = getOwnPropertyDescriptor(value.prototype, key);
      if (key !== 'constructor' && typeof found.value === 'function') copy.prototype[key] = fn();
    }
  }
  return copy;
};

/** Forgets what is loaded; gives the function that brings it back. */
const isolate = () => {
  const before = [[...loadedModules], [...mockedNow]];
  loadedModules.clear();
  mockedNow.clear();
  return () => [loadedModules, mockedNow].forEach((map, at) => {
    map.clear();
    for (const [key, value] of before[at]) map.set(key, value);
  });
};

/** The calls of `jest` that have to do with modules, as a file of the package sees them. */
const moduleCalls = (path) => {
  const jestOf = () => jestFor(path);
  const calls = {
    mock(request, factory) {
      const { key } = resolve(path, request);
      unmocked.delete(key);
      mockedModules.set(key, factory);
      mockedNow.delete(key);
      return jestOf();
    },
    unmock(request) {
      const { key } = resolve(path, request);
      mockedModules.delete(key);
      unmocked.add(key);
      return jestOf();
    },
    requireActual: (request) => actualModule(path, request),
    requireMock: (request) => mockedModule(path, request, resolve(path, request).key),
    createMockFromModule: (request) => automock(actualModule(path, request)),
    resetModules() {
      loadedModules.clear();
      mockedNow.clear();
      return jestOf();
    },
    isolateModules(run) {
      const back = isolate();
      try {
        run();
      } finally {
        back();
      }
    },
    async isolateModulesAsync(run) {
      const back = isolate();
      try {
        await run();
      } finally {
        back();
      }
    },
  };
  return { ...calls, doMock: calls.mock, setMock: (request, made) => calls.mock(request, () => made), dontMock: calls.unmock, deepUnmock: calls.unmock, genMockFromModule: calls.createMockFromModule };
};
