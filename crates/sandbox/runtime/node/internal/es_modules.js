// ES modules as the linker writes them: functions that take a helper. It holds a module's record: the namespace that
// others see, and the modules it imports, which are evaluated in order before the module's own text.
const { builtinName, loadModule, nodeError, URL } = internals;
const packages = require('internal/packages');

/** Records by path; built-in modules by `node:` and their names. */
const records = { __proto__: null };

const makeRecord = (path, kind, file) => {
  const namespace = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } });
  return { path, kind, file, namespace, imports: [], state: 'new', error: undefined, promise: undefined };
};
const define = (namespace, name, get) => {
  Object.defineProperty(namespace, name, { get, enumerable: true, configurable: true });
};

const notFound = (request, from) => {
  const isPath = /^(?:\.{0,2}\/|\.{1,2}$)/.test(request);
  const what = isPath ? `module '${new URL(request, `file://${from.startsWith('/') ? '' : '/'}${from}`).pathname}'` : `package '${request}'`;
  return nodeError(Error, 'ERR_MODULE_NOT_FOUND', `Cannot find ${what} imported from ${from}`);
};
/** The path that an address stands for. */
const pathOf = (request) => (request.startsWith('file:') ? decodeURIComponent(new URL(request).pathname) : request);

const recordOf = (from, request) => {
  const builtin = builtinName(request);
  if (builtin !== undefined) return (records[`node:${builtin}`] ??= makeRecord(`node:${builtin}`, 'builtin', builtin));
  if (request.startsWith('node:')) throw packages.missing(request);
  const file = packages.find(from, pathOf(request), 'import');
  if (file === undefined) throw notFound(request, from);
  return (records[file.path] ??= makeRecord(file.path, file.kind, file));
};

/** The names that importers of CommonJS see: its exports as they are when it has been evaluated. */
const fill = (namespace, exports) => {
  const names = exports !== null && (typeof exports === 'object' || typeof exports === 'function') ? Object.keys(exports) : [];
  for (const name of names) {
    if (name !== 'default') define(namespace, name, () => exports[name]);
  }
  define(namespace, 'default', () => exports);
};
const evaluateOther = (record) => {
  const { kind, file, namespace } = record;
  const exports = kind === 'builtin' ? loadModule(file) : packages.loadFile(file);
  fill(namespace, exports);
  if (kind !== 'builtin' && kind !== 'json') define(namespace, 'module.exports', () => exports);
};

const spread = (record) => {
  for (const { target, star } of record.imports) {
    if (!star) continue;
    for (const name of Object.keys(target.namespace)) {
      if (name !== 'default' && !Object.hasOwn(record.namespace, name)) define(record.namespace, name, () => target.namespace[name]);
    }
  }
};
const check = ({ target, request, names }) => {
  if (target.state !== 'done') return;
  for (const name of names) {
    if (!Object.hasOwn(target.namespace, name)) throw new SyntaxError(`The requested module '${request}' does not provide an export named '${name}'`);
  }
};

const fail = (record, error) => {
  record.state = 'failed';
  record.error = error;
};
const finished = (record) => {
  record.state = 'done';
};
/** Evaluates a module and what it imports, unless that has been done. One that is being evaluated is left as it is. */
const evaluate = (record) => {
  if (record.state === 'failed') throw record.error;
  if (record.state !== 'new') return;
  record.state = 'evaluating';
  try {
    if (record.kind === 'module') Reflect.apply(packages.wrapperOf(record.file), undefined, [helperOf(record)]);
    else evaluateOther(record);
    finished(record);
  } catch (error) {
    fail(record, error);
    throw error;
  }
};
/** The same for modules that may wait. */
const evaluateLater = async (record) => {
  if (record.kind !== 'async-module') return evaluate(record);
  record.promise ??= (async () => {
    record.state = 'evaluating';
    try {
      await Reflect.apply(packages.wrapperOf(record.file), undefined, [helperOf(record)]);
      finished(record);
    } catch (error) {
      fail(record, error);
      throw error;
    }
  })();
  return record.promise;
};

const metaOf = (path) => {
  const place = path.startsWith('/') ? path : `/${path}`;
  const url = new URL('file:///');
  url.pathname = place;
  const resolve = (request) => {
    const { path: found, kind } = recordOf(path, `${request}`);
    if (kind === 'builtin') return found;
    url.pathname = found;
    return url.href;
  };
  return { __proto__: null, dirname: place.slice(0, place.lastIndexOf('/')) || '/', filename: place, resolve, url: url.href };
};

/** What the linker's text asks for by name. */
const helperOf = (record) => {
  let meta;
  return {
    exports(getters) {
      for (const name of Object.keys(getters).sort()) define(record.namespace, name, getters[name]);
    },
    link(request, names, star) {
      const target = recordOf(record.path, request);
      record.imports.push({ target, request, names, star });
      return target.namespace;
    },
    evaluate() {
      for (const { target } of record.imports) evaluate(target);
      spread(record);
      record.imports.forEach(check);
    },
    async evaluateLater() {
      for (const { target } of record.imports) await evaluateLater(target);
      spread(record);
      record.imports.forEach(check);
    },
    named(value) {
      Object.defineProperty(value, 'name', { value: 'default', configurable: true });
    },
    dynamic: (request) => dynamic(record.path, request),
    get meta() {
      return (meta ??= metaOf(record.path));
    },
  };
};
const dynamic = async (from, request) => {
  const record = recordOf(from, `${request}`);
  await evaluateLater(record);
  return record.namespace;
};

/** What `require` of an ES module gives. */
const required = (file) => {
  if (file.kind === 'async-module') {
    throw nodeError(Error, 'ERR_REQUIRE_ASYNC_MODULE', `require() cannot be used on an ESM graph with top-level await. Use import() instead. ${file.path}`);
  }
  const record = (records[file.path] ??= makeRecord(file.path, file.kind, file));
  evaluate(record);
  const { namespace } = record;
  if (Object.hasOwn(namespace, 'module.exports')) return namespace['module.exports'];
  if (!Object.hasOwn(namespace, 'default') || Object.hasOwn(namespace, '__esModule')) return namespace;
  record.withMark ??= Object.create(null, {
    ...Object.getOwnPropertyDescriptors(namespace),
    __esModule: { get: () => true, enumerable: true, configurable: true },
  });
  return record.withMark;
};

/** A helper for CommonJS that calls `import()`. */
const helperFor = (path) => helperOf(makeRecord(path, 'common-js'));

/** The helper of an action, and what is to be done when its text has been evaluated. */
const forAction = (module) => {
  const record = makeRecord(module.filename, 'module');
  const helper = helperOf(record);
  const { exports } = helper;
  helper.exports = (getters) => {
    records[module.filename] = record;
    record.state = 'evaluating';
    module.exports = record.namespace;
    exports(getters);
  };
  const finish = (result) => {
    if (record.state === 'new') return undefined;
    if (typeof result?.then !== 'function') return finished(record);
    return result.then(() => finished(record), (error) => ({ error }));
  };
  return { helper, finish };
};

module.exports = { required, helperFor, forAction };
