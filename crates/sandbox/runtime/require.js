// `require`: Node's modules by name, each loaded when it is first asked for. All else is looked for among the packages.
const loadedModules = objectCreate(null);
/** The language's globals as they are now: a module's wrapper takes them, so that an action cannot replace them there. */
const natives = [];
for (let i = 0; i < tables.natives.length; i++) arrayPush(natives, globalThis[tables.natives[i]]);

/** A module's exports. The host has the text of each; an action's image has those that the action names. */
const loadModule = (id) => {
  const known = loadedModules[id];
  if (known !== undefined) return known.exports;
  const wrapper = lw.compile(hostCall('module', { id }), `node:${id}`);
  const module = { exports: {}, id };
  loadedModules[id] = module;
  const given = [loadModule, module, module.exports, internals];
  for (let i = 0; i < natives.length; i++) arrayPush(given, natives[i]);
  try {
    apply(wrapper, undefined, given);
  } catch (error) {
    delete loadedModules[id];
    throw error;
  }
  return module.exports;
};
const publicModules = objectCreate(null);
for (let i = 0; i < tables.modules.length; i++) publicModules[tables.modules[i]] = true;

/** Without `node:` these are names of npm packages. */
const prefixedModules = { __proto__: null, sea: true, sqlite: true, test: true, 'test/reporters': true };
/** Evaluates a text in the mode that the text itself asks for. */
const sloppyEval = globalThis.eval;
/** Files of packages are the work of a module of its own, which actions without any never load. */
const packageFiles = () => loadModule('internal/packages');
const checkedText = (name, id) => {
  if (typeof id !== 'string') throw invalidArgument(name, 'of type string', id);
  return id;
};
const builtinName = (id) => {
  const prefixed = startsWith(id, 'node:');
  const name = prefixed ? stringSlice(id, 5) : id;
  return publicModules[name] && (prefixed || !prefixedModules[name]) ? name : undefined;
};
/** What `require` shares wherever it stands. The action has a name for its host, which is not its path. */
const requireShared = { cache: moduleCache, main: mainModule, extensions: moduleExtensions, action: undefined, actionName: undefined };
/** The `require` of a module: what it asks for is found from the module's file. */
const makeRequire = (module) => {
  const require = function require(id) {
    const name = builtinName(checkedText('id', id));
    if (id === '') throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
    if (name !== undefined) return loadModule(name);
    return moduleCache[id] === undefined ? packageFiles().load(id, module) : moduleCache[id].exports;
  };
  require.resolve = function resolve(request, options) {
    if (builtinName(checkedText('request', request)) !== undefined || moduleCache[request] !== undefined) return request;
    return packageFiles().resolve(request, module, options);
  };
  require.resolve.paths = function paths(request) {
    if (builtinName(checkedText('request', request)) !== undefined) return null;
    return matches(/^\.{1,2}(?:\/|$)/, request) ? [module.path] : packageFolders(module.path);
  };
  require.main = mainModule;
  require.extensions = moduleExtensions;
  require.cache = moduleCache;
  return require;
};
objectAssign(Module.prototype, { require(id) { return makeRequire(this)(id); } });

/** Defines a global that is loaded with its module when it is first used; to assign to it makes it an ordinary one. */
const lazyGlobal = (name, id) => {
  const enumerable = name === 'crypto' || name === 'navigator';
  const define = (value) => { defineProperty(globalThis, name, { value, writable: true, enumerable, configurable: true }); };
  const accessor = {
    get() {
      const value = loadModule(id)[name];
      define(value);
      return value;
    },
    set: define,
    enumerable,
    configurable: true,
  };
  defineProperty(globalThis, name, accessor);
};

/** A module by its public name, or nothing. */
const publicModule = (id) => {
  const name = startsWith(`${id}`, 'node:') ? stringSlice(id, 5) : id;
  return publicModules[name] ? loadModule(name) : undefined;
};
