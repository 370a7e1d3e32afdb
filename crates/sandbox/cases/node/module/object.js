const Module = require('module');
const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error.message.split('\n')[0], Array.isArray(error.requireStack) && error.requireStack[0] === __filename);
  }
};
const isPath = (text) => /^\/.*\.c?js$/.test(text);
const inHandler = this === module.exports && exports === module.exports;
const count = arguments.length;
const fetch = 'mine';
const event = 'mine too';
const process = globalThis.process;
const navigator = 1;
exports.onExecutePostLogin = async () => {
  console.log(inHandler, count, fetch, event, typeof process, navigator, typeof globalThis.fetch);
  console.log(module instanceof Module, module.constructor === Module, Object.keys(module), module.id === __filename, module.filename === __filename, module.path === __dirname, isPath(__filename), __filename.startsWith(__dirname));
  console.log(module.loaded, module.children, module.paths.at(-1), module.paths.length > 0, module.isPreloading, module.parent instanceof Module, module.parent === require.main);
  console.log(Object.keys(require), Object.getOwnPropertyNames(require).sort(), require.length, require.name, Object.keys(require.resolve), require.resolve.length);
  console.log(require.main === module, require.main instanceof Module, require.main.id, isPath(require.main.filename), require.main.children.includes(module), process.mainModule === require.main);
  console.log(require.cache[__filename] === module, Object.getPrototypeOf(require.cache), require.cache === Module._cache, Object.keys(require.extensions), require.extensions === Module._extensions, require(__filename) === module.exports, require.resolve(__filename) === __filename);
  console.log(require.resolve.paths('url'), require.resolve.paths('./x')[0] === __dirname, require.resolve.paths('../x').length, require.resolve.paths('x')[0] === module.paths[0]);
  for (const id of ['./nope', 'nope', undefined, '', 5, 'node:nope', '/abs', 'sqlite', 'test']) {
    shown(() => require(id));
    shown(() => require.resolve(id));
  }
  shown(() => require.resolve('node:url') + require.resolve('url'));
  shown(() => module.require('url') === require('url'));
  shown(() => require.resolve.paths(5));
  const other = Module.createRequire('/x/node_modules/y/z.js');
  console.log(other.resolve.paths('z').slice(0, 3), other.cache === require.cache, other.main === require.main, other('url') === require('url'));
  console.log(Module._load('url') === require('url'), Module._resolveFilename('url'), Object.keys(Module.prototype).sort(), new Module('/a/b.js').path, new Module('id').path, new Module().id, Module.wrap('x'), Module.wrapper);
  const child = new Module('/c.js', module);
  console.log(child.parent === module, module.children.includes(child), child.filename, child.loaded, child.exports, Module.length);
  delete require.cache[__filename];
  console.log(__filename in require.cache);
};
