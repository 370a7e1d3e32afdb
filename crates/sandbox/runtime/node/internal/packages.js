// Files of the action's packages. The host finds and holds them; each is evaluated when it is first asked for: CommonJS
// in its own mode, JSON as a value, ES modules by `internal/es_modules`.
const { hostCall, compile, compileSloppy, makeRequire, requireShared, nodeError, hidden } = internals;

const esModules = () => require('internal/es_modules');

/** Where a request leads: `{ path, kind, strict }`, or nothing. */
const find = (from, request, way) => {
  const found = hostCall('package.find', { from, request, way });
  return found === undefined ? undefined : JSON.parse(found);
};
const textOf = (path) => hostCall('package.text', { path });
/** The function around a file's text. */
const wrapperOf = ({ path, strict }) => (strict ? compile(textOf(path), path) : compileSloppy(textOf(path)));

const folderOf = (path) => {
  const slash = path.lastIndexOf('/');
  if (slash > 0) return path.slice(0, slash);
  return slash === 0 ? '/' : '.';
};
const foldersAbove = (folder) => {
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  const folders = [];
  for (let count = parts.length; count > 0; count--) {
    if (parts[count - 1] !== 'node_modules') folders.push(`/${parts.slice(0, count).join('/')}/node_modules`);
  }
  return [...folders, '/node_modules'];
};

const modulePrototype = {
  require(id) {
    return makeRequire(this)(id);
  },
};
const makeModule = (path, parent) => {
  const module = {
    __proto__: modulePrototype,
    id: path, path: folderOf(path), exports: {}, filename: path, loaded: false, children: [], paths: foldersAbove(folderOf(path)),
  };
  Object.defineProperty(module, 'parent', { value: parent, writable: true, configurable: true });
  return module;
};

const requireStackOf = (parent) => {
  const stack = [];
  for (let at = parent; at?.filename !== undefined && stack.length < 100; at = at.parent) stack.push(at.filename);
  return stack;
};
const missing = (id, parent) => {
  if (`${id}`.startsWith('node:')) return nodeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${id}`);
  // The action itself lies in no folder: it is no place to look.
  const stack = parent === undefined || parent === requireShared.main ? [] : requireStackOf(parent);
  const told = stack.length === 0 ? '' : `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = nodeError(Error, 'MODULE_NOT_FOUND', `Cannot find module '${id}'${told}`);
  error.requireStack = stack;
  return error;
};
const found = (id, parent) => {
  const file = id.startsWith('node:') ? undefined : find(parent?.filename ?? '', id, 'require');
  if (file === undefined) throw missing(id, parent);
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
  const module = makeModule(path, parent);
  requireShared.cache[path] = module;
  parent?.children?.push(module);
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

const load = (id, parent) => loadFile(found(id, parent), parent);

const resolve = (id, parent, options) => {
  const folders = options?.paths;
  if (folders === undefined) return found(id, parent).path;
  for (const folder of folders) {
    const file = find(`${folder}/noop.js`, id, 'require');
    if (file !== undefined) return file.path;
  }
  throw missing(id, parent);
};
const folders = (id, parent) => {
  const folder = parent?.path ?? '.';
  return id.startsWith('./') || id.startsWith('../') ? [folder] : foldersAbove(folder);
};

/** Evaluates an action that the linker has written, as `load` does others. A promise, when it waits at its top level. */
const loadLinked = (wrapper, module, given) => {
  const { helper, finish } = esModules().forAction(module);
  const result = Reflect.apply(wrapper, module.exports, [...given, undefined, helper]);
  return finish(result);
};

hidden(requireShared.extensions, { '.js': undefined, '.json': undefined, '.node': undefined });
module.exports = { find, load, loadFile, loadLinked, missing, resolve, folders, wrapperOf };
