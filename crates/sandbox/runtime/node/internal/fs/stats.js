// What is told of a file or folder: Stats and Dirent.
const constants = require('internal/fs/constants');

const kinds = { isFile: constants.S_IFREG, isDirectory: constants.S_IFDIR, isSymbolicLink: constants.S_IFLNK, isFIFO: constants.S_IFIFO,
  isSocket: constants.S_IFSOCK, isCharacterDevice: constants.S_IFCHR, isBlockDevice: constants.S_IFBLK };

/** Nothing here is older than the platform's own beginning of time, and nothing changes. */
function Stats(mode, size, isBig) {
  const number = isBig ? BigInt : Number;
  Object.assign(this, { dev: number(0), mode: number(mode), nlink: number(1), uid: number(0), gid: number(0), rdev: number(0), blksize: number(4096),
    ino: number(0), size: number(size), blocks: number(Math.ceil(size / 512)), atimeMs: number(0), mtimeMs: number(0), ctimeMs: number(0), birthtimeMs: number(0) });
}
for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
  Object.defineProperty(Stats.prototype, name, { get() { return new Date(Number(this[`${name}Ms`])); }, enumerable: true, configurable: true });
}
for (const [name, kind] of Object.entries(kinds)) {
  Stats.prototype[name] = { [name]() { return (Number(this.mode) & constants.S_IFMT) === kind; } }[name];
}
const statsOf = (bytes, isBig = false) => (bytes === null
  ? new Stats(constants.S_IFDIR | 0o555, 0, isBig) : new Stats(constants.S_IFREG | 0o444, bytes.length, isBig));

class Dirent {
  #kind;
  constructor(name, parentPath, bytes) {
    this.name = name;
    this.parentPath = parentPath;
    this.path = parentPath;
    this.#kind = bytes === null ? constants.S_IFDIR : constants.S_IFREG;
  }
  static kindOf(entry) { return entry.#kind; }
}
const { kindOf } = Dirent;
delete Dirent.kindOf;
for (const [name, kind] of Object.entries(kinds)) Dirent.prototype[name] = { [name]() { return kindOf(this) === kind; } }[name];

module.exports = { Stats, Dirent, statsOf };
