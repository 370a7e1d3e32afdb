// Files of the action's packages. The host finds and holds them; each is evaluated when it is first asked for: CommonJS
// in its own mode, JSON as a value, ES modules by `internal/es_modules`.
const { hostCall, compile, compileSloppy, makeRequire, requireShared, nodeError } = internals;
const { moduleOf, mainModule } = internals.modules();

const esModules = () => require('internal/es_modules');

/** Where a request leads: `{ path, kind, strict }`, or nothing. */
const find = (from, request, way) => {
  const place = from === requireShared.action?.filename ? requireShared.actionName : from;
  const found = hostCall('package.find', { from: place, request, way });
  return found === undefined ? undefined : JSON.parse(found);
};
const textOf = (path) => hostCall('package.text', { path });
/** The function around a file's text. */
const wrapperOf = ({ path, strict }) => (strict ? compile(textOf(path), path) : compileSloppy(textOf(path)));

const requireStackOf = (parent) => {
  const stack = [];
  for (let at = parent; at?.filename !== undefined && at !== mainModule && stack.length < 100; at = at.parent) stack.push(at.filename);
  return stack;
};
const notFound = (id, parent) => {
  // The action itself lies in no folder: it is no place to look.
  const stack = requireStackOf(parent);
  const told = stack.length === 0 || parent === requireShared.action ? '' : `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = nodeError(Error, 'MODULE_NOT_FOUND', `Cannot find module '${id}'${told}`);
  error.requireStack = stack;
  return error;
};
const missing = (id, parent) => {
  if (`${id}`.startsWith('node:')) return nodeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${id}`);
  return notFound(id, parent);
};
const found = (id, parent, failure) => {
  const file = id.startsWith('node:') ? undefined : find(parent?.filename ?? '', id, 'require');
  if (file === undefined) throw failure(id, parent);
  return file;
};

/** What a file is evaluated with besides CommonJS's five: the linker's helper, or the secrets of a shared module. */
const besides = (file) => {
  const given = [];
  if (file.helper) given.push(esModules().helperFor(file.path));
  if (file.shared !== null) given.push(actionsFor(file.shared));
  return given;
};
/** `actions` in a shared module: its own secrets, which the host reads at each use, so that no image holds them. */
const actionsFor = (name) => ({
  get secrets() {
    return JSON.parse(hostCall('package.secrets', { name }));
  },
});

const evaluate = (file, module) => {
  if (file.kind === 'json') {
    try {
      module.exports = JSON.parse(textOf(file.path));
    } catch (error) {
      error.message = `${file.path}: ${error.message}`;
      throw error;
    }
    return;
  }
  const wrapper = wrapperOf(file);
  const given = [module.exports, makeRequire(module), module, file.path, module.path, ...besides(file)];
  Reflect.apply(wrapper, module.exports, given);
};

/** The exports of a file; evaluates it unless that has been done. */
const loadFile = (file, parent) => {
  const { path, kind } = file;
  const known = requireShared.cache[path];
  if (known !== undefined) {
    if (parent?.children && !parent.children.includes(known)) parent.children.push(known);
    return known.exports;
  }
  const module = moduleOf(path, path, parent);
  let isDone = false;
  try {
    if (kind === 'module' || kind === 'async-module') module.exports = esModules().required(file);
    else evaluate(file, module);
    isDone = true;
  } finally {
    if (!isDone) delete requireShared.cache[path];
  }
  module.loaded = true;
  return module.exports;
};

const load = (id, parent) => loadFile(found(id, parent, missing), parent);

const resolve = (id, parent, options) => {
  const folders = options?.paths;
  if (folders === undefined) return found(id, parent, notFound).path;
  for (const folder of folders) {
    const file = find(`${folder}/noop.js`, id, 'require');
    if (file !== undefined) return file.path;
  }
  throw notFound(id, parent);
};

/** Evaluates an action that the linker has written, as `load` does others. A promise, when it waits at its top level. */
const loadLinked = (wrapper, module, given) => {
  const { helper, finish } = esModules().forAction(module);
  const result = Reflect.apply(wrapper, module.exports, [...given, undefined, helper]);
  return finish(result);
};

module.exports = { find, load, loadFile, loadLinked, missing, resolve, wrapperOf };
