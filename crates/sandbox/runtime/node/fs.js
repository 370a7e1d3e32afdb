// The module `fs`: a file system that can be read only, and today has the folder `/` alone.
const { nextTick } = internals;
const { reading, refused, nativeRealpath } = require('internal/fs/reading');
const { writing } = require('internal/fs/writing');
const { callbackOf, pathOf } = require('internal/fs/arguments');
const { Stats, Dirent } = require('internal/fs/stats');
const constants = require('internal/fs/constants');
const customPromisifyArgs = Symbol.for('nodejs.util.promisify.customArgs');

const isOfSystem = (error) => error.syscall !== undefined;
/** With a callback at the end: arguments are checked at once, the rest is told later. */
const calledBack = (name, call) => {
  const later = { [name](...given) {
    const callback = callbackOf(given.length < 2 && typeof given[0] !== 'function' ? undefined : given.pop());
    let told;
    try {
      const result = call(...given);
      told = result === undefined ? [null] : [null, result];
      if (name === 'read' || name === 'readv') told.push(given[1]);
    } catch (error) {
      if (!isOfSystem(error)) throw error;
      told = [error];
    }
    nextTick(callback, told);
  } }[name];
  if (name === 'read') later[customPromisifyArgs] = ['bytesRead', 'buffer'];
  if (name === 'readv') later[customPromisifyArgs] = ['bytesRead', 'buffers'];
  return later;
};

const fs = {};
for (const [name, call] of Object.entries({ ...reading, ...writing })) {
  fs[name] = calledBack(name, call);
  const sync = `${name}Sync`;
  fs[sync] = { [sync](...given) { return call(...given); } }[sync];
}
fs.realpath.native = calledBack('native', nativeRealpath);
fs.realpathSync.native = (path) => nativeRealpath(path);
fs.existsSync = function existsSync(path) {
  try {
    reading.access(pathOf(path));
    return true;
  } catch {
    return false;
  }
};
fs.exists = function exists(path, callback) {
  callbackOf(callback);
  nextTick(callback, [fs.existsSync(path)]);
};
Object.defineProperty(fs.exists, Symbol.for('nodejs.util.promisify.custom'), { value: async (path) => fs.existsSync(path) });
Object.assign(fs, refused, { globSync: refused.glob, opendirSync: refused.opendir, unwatchFile() {}, Stats, Dirent, constants, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 });
fs.createReadStream = function createReadStream(path, options) { return new (require('internal/fs/streams').ReadStream)(path, options); };
fs.createWriteStream = function createWriteStream(path, options) { return new (require('internal/fs/streams').WriteStream)(path, options); };
for (const [name, kind] of Object.entries({ ReadStream: 'ReadStream', WriteStream: 'WriteStream', FileReadStream: 'ReadStream', FileWriteStream: 'WriteStream' })) {
  Object.defineProperty(fs, name, { get() { return require('internal/fs/streams')[kind]; }, enumerable: true, configurable: true });
}
Object.defineProperty(fs, 'promises', { get() { return require('fs/promises'); }, enumerable: true, configurable: true });
module.exports = fs;
