require('./child');
exports.file = __filename;
exports.folder = __dirname;
exports.id = module.id;
exports.loaded = module.loaded;
exports.parent = module.parent === null ? '' : module.parent.filename === undefined ? '' : '/node_modules/' + typeof module.parent;
exports.isMain = require.main === module;
exports.children = module.children.map((child) => child.id);
exports.found = require.resolve('../data');
exports.keys = Object.keys(module).filter((key) => key !== 'parent').join();
exports.locale = (name) => require('../locale/' + name);
exports.ask = (name) => require(name);
try {
  exports.optional = require('not-installed');
} catch (error) {
  exports.optional = error.code;
}
