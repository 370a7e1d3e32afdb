exports.onExecutePostLogin = async () => {
  console.log(Object.keys(require).join(), Object.keys(require.cache).length, Object.keys(require.extensions).join(), require.main === module, require.constructor === Function);
  console.log(Object.keys(module).join(), module.constructor === Object, module.parent === require.main, module.children.length, module.paths.length);
  try {
    require.extensions['.js'](module, '/etc/passwd');
  } catch (error) {
    console.log(error.code);
  }
  console.log(module.constructor._load, module.constructor._resolveFilename, require.prototype?.constructor === require, typeof module.require('crypto').createHash);
  console.log(__filename, __dirname, arguments.length, this === module.exports, this === undefined);
};
