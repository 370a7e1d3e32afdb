// The module `fs/promises`.
const { reading, refused } = require('internal/fs/reading');
const { writing } = require('internal/fs/writing');
const constants = require('internal/fs/constants');

/** An open file. */
class FileHandle {
  #fd;
  constructor(fd) { this.#fd = fd; }
  get fd() { return this.#fd; }
  async readFile(options) { return reading.readFile(this.#fd, options); }
  async stat(options) { return reading.fstat(this.#fd, options); }
  async read(buffer, ...where) { return { bytesRead: reading.read(this.#fd, buffer, ...where), buffer }; }
  async writeFile() { return writing.write(this.#fd); }
  async appendFile() { return writing.write(this.#fd); }
  async write() { return writing.write(this.#fd); }
  async close() {
    reading.close(this.#fd);
    this.#fd = -1;
  }
}

const promised = (name, call) => ({ async [name](...given) { return call(...given); } })[name];
const names = ['access', 'copyFile', 'cp', 'glob', 'open', 'opendir', 'rename', 'truncate', 'rm', 'rmdir', 'mkdir', 'readdir', 'readlink', 'symlink', 'lstat', 'stat', 'statfs',
  'link', 'unlink', 'chmod', 'lchmod', 'lchown', 'chown', 'utimes', 'lutimes', 'realpath', 'mkdtemp', 'writeFile', 'appendFile', 'readFile', 'watch'];
const all = { ...reading, ...writing };
for (const name of names) module.exports[name] = name in refused ? refused[name] : promised(name, all[name]);
module.exports.open = async function open(path, flags, mode) { return new FileHandle(reading.open(path, flags, mode)); };
module.exports.constants = constants;
