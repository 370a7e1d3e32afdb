const Module = require('module');
exports.onExecutePostLogin = async () => {
  console.log(typeof Module, Module === Module.Module, Array.isArray(Module.builtinModules));
  console.log(['url', 'node:url', 'crypto', 'test', 'node:test', 'sqlite', 'node:sqlite', 'axios', 'node:axios', 1].map((id) => Module.isBuiltin(id)));
  for (const from of ['/a/file.js', 'file:///a/file.js', new URL('file:///a/file.js')]) console.log(Module.createRequire(from)('url') === require('url'));
  for (const from of ['file.js', './x', 'http://a/b', undefined]) {
    try {
      Module.createRequire(from);
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  console.log(Module._nodeModulePaths('/a/node_modules/b'), Module._nodeModulePaths('/'));
  for (const id of ['test', 'sqlite']) {
    try {
      require(id);
    } catch (error) {
      console.log(id, error.code);
    }
  }
};
