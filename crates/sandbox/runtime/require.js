// `require`: Node's modules by name, each loaded when it is first asked for. Anything else fails by its name.
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
const prefixedModules = { __proto__: null, sqlite: true, test: true };
const makeRequire = () => {
  const known = (id) => {
    const prefixed = startsWith(id, 'node:');
    const name = prefixed ? stringSlice(id, 5) : id;
    return publicModules[name] && (prefixed || !prefixedModules[name]) ? name : undefined;
  };
  const missing = (id) => {
    if (startsWith(id, 'node:')) return nodeError(NativeError, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${id}`);
    const error = nodeError(NativeError, 'MODULE_NOT_FOUND', `Cannot find module '${id}'`);
    error.requireStack = [];
    return error;
  };
  const checked = (id) => {
    if (typeof id !== 'string') throw invalidArgument('id', 'of type string', id);
    if (id === '') throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
    return id;
  };
  const require = function require(id) {
    const name = known(checked(id));
    if (name === undefined) throw missing(id);
    return loadModule(name);
  };
  require.resolve = function resolve(id) {
    if (known(checked(id)) === undefined) throw missing(id);
    return id;
  };
  require.cache = objectCreate(null);
  require.main = undefined;
  return require;
};

/** Defines a global that is loaded with its module when it is first used; to assign to it makes it an ordinary one. */
const lazyGlobal = (name, id) => {
  const define = (value) => hidden(globalThis, { [name]: value });
  const accessor = {
    get() {
      const value = loadModule(id)[name];
      define(value);
      return value;
    },
    set: define,
    enumerable: false,
    configurable: true,
  };
  defineProperty(globalThis, name, accessor);
};

/** A module by its public name, or nothing. */
const publicModule = (id) => {
  const name = startsWith(`${id}`, 'node:') ? stringSlice(id, 5) : id;
  return publicModules[name] ? loadModule(name) : undefined;
};
