// The module `module`: what is built in, and the files of the action's packages.
const { unsupported, makeRequire, builtinName, invalidArgument, isUrl, nodeError, inspect } = internals;
const refused = require('internal/refused');
const { Module, moduleCache, moduleExtensions, packageFolders, mainModule } = internals.modules();

const noFiles = 'there are no files to load';
Module.prototype.load = unsupported('Module.prototype.load', noFiles);
Module.prototype._compile = unsupported('Module.prototype._compile', 'code comes with the action');

/** A `require` for a file, which need not be there. */
function createRequire(filename) {
  const isPath = typeof filename === 'string' && (filename.startsWith('/') || filename.startsWith('file:'));
  if (!isPath && !(isUrl(filename) && filename.protocol === 'file:')) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE',
      `The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received ${inspect(filename)}`);
  }
  const path = isPath && filename.startsWith('/') ? filename : require('url').fileURLToPath(filename);
  const module = new Module(path);
  Object.assign(module, { filename: path, paths: packageFolders(module.path) });
  return makeRequire(module);
}
const builtinModules = internals.builtinModules.filter((name) => builtinName(name) !== undefined);
const isBuiltin = (id) => {
  if (typeof id !== 'string') return false;
  return builtinName(id) !== undefined;
};
function stripTypes(code) {
  if (typeof code !== 'string') throw invalidArgument('code', 'of type string', code);
  return unsupported('module.stripTypeScriptTypes', 'types are stripped when an action is saved')();
}

Object.assign(Module, {
  _cache: moduleCache, _pathCache: { __proto__: null }, _extensions: moduleExtensions, globalPaths: [],
  Module, builtinModules, constants: { compileCacheStatus: { __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 } },
  isBuiltin, _nodeModulePaths: packageFolders, createRequire,
  _load(id, parent = mainModule) { return makeRequire(parent)(id); },
  _resolveFilename(id, parent = mainModule) { return makeRequire(parent).resolve(id); },
  _resolveLookupPaths(id, parent = mainModule) { return makeRequire(parent).resolve.paths(id); },
  _findPath() { return false; },
  _initPaths() {}, _preloadModules() {},
  syncBuiltinESMExports() {}, flushCompileCache() {}, stripTypeScriptTypes: stripTypes,
  getCompileCacheDir() { return undefined; }, findSourceMap() { return undefined; },
  getSourceMapsSupport() { return Object.freeze({ __proto__: null, enabled: false, nodeModules: false, generatedCode: false }); },
  setSourceMapsSupport() {},
  enableCompileCache() { return { status: 3 }; },
  ...refused('module', ['_debug', 'registerHooks', 'runMain', 'register', 'findPackageJSON', 'SourceMap'], noFiles),
});
internals.hidden(Module, {
  wrapper: ['(function (exports, require, module, __filename, __dirname) { ', '\n});'],
  wrap(script) { return Module.wrapper[0] + script + Module.wrapper[1]; },
});
module.exports = Module;
