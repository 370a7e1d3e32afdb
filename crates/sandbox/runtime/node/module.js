// The module `module`: what is built in, and the files of the action's packages.
const { unsupported, makeRequire, requireShared, invalidArgument, isUrl, URL, nodeError, inspect } = internals;
const refused = require('internal/refused');

function Module(id = '', parent = undefined) {
  Object.assign(this, { id, path: '.', exports: {}, filename: null, loaded: false, children: [], paths: [] });
  Object.defineProperty(this, 'parent', { value: parent, writable: true, configurable: true });
}
Module.prototype.require = function (id) { return makeRequire(this)(id); };
Module.prototype._compile = unsupported('Module.prototype._compile', 'code comes with the action');
Module.prototype.load = unsupported('Module.prototype.load', 'there are no files to load');

/** A `require` for a file, which need not be there. */
function createRequire(filename) {
  const isPath = typeof filename === 'string' && (filename.startsWith('/') || filename.startsWith('file:'));
  if (!isPath && !(isUrl(filename) && filename.protocol === 'file:')) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE',
      `The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received ${inspect(filename)}`);
  }
  const isAddress = typeof filename !== 'string' || filename.startsWith('file:');
  return makeRequire({ filename: isAddress ? decodeURIComponent(new URL(filename).pathname) : filename, children: [] });
}
const isPrefixed = (name) => name === 'sqlite' || name === 'test';
const builtinModules = internals.builtinModules.filter((name) => !isPrefixed(name));
const isBuiltin = (id) => {
  if (typeof id !== 'string') return false;
  return id.startsWith('node:') ? internals.builtinModules.includes(id.slice(5)) : builtinModules.includes(id);
};
function _nodeModulePaths(from) {
  const parts = from.split('/').filter((part) => part !== '');
  const folders = parts.map((_, at) => parts.slice(0, parts.length - at));
  const paths = folders.filter((folder) => folder.at(-1) !== 'node_modules').map((folder) => `/${folder.join('/')}/node_modules`);
  return [...paths, '/node_modules'];
}
function stripTypes(code) {
  if (typeof code !== 'string') throw invalidArgument('code', 'of type string', code);
  return unsupported('module.stripTypeScriptTypes', 'types are stripped when an action is saved')();
}

Object.assign(Module, {
  _cache: requireShared.cache, _pathCache: { __proto__: null }, _extensions: requireShared.extensions, globalPaths: [],
  Module, builtinModules, constants: { compileCacheStatus: { __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 } },
  isBuiltin,
  _nodeModulePaths, createRequire,
  _load(id, parent) { return makeRequire(parent ?? undefined)(id); },
  _resolveFilename(id, parent) { return makeRequire(parent ?? undefined).resolve(id); },
  _initPaths() {}, _preloadModules() {},
  syncBuiltinESMExports() {}, flushCompileCache() {}, stripTypeScriptTypes: stripTypes,
  getCompileCacheDir() { return undefined; }, findSourceMap() { return undefined; },
  getSourceMapsSupport() { return Object.freeze({ __proto__: null, enabled: false, nodeModules: false, generatedCode: false }); },
  setSourceMapsSupport() {},
  enableCompileCache() { return { status: 3 }; },
  ...refused('module', ['_debug', '_findPath', '_resolveLookupPaths', 'registerHooks', 'runMain', 'register', 'findPackageJSON', 'SourceMap'], 'there are no files to load'),
});
module.exports = Module;
