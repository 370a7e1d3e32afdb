// The functions of `fs` that write: the file system is read-only, as that of a Lambda or of Auth0's Node 22, and says so.
const { systemError } = require('internal/fs/errors');
const { pathOf, descriptorOf } = require('internal/fs/arguments');
const { at } = require('internal/fs/tree');

const refuse = (syscall) => (path) => {
  throw systemError('EROFS', syscall, pathOf(path));
};
const refuseTwo = (syscall, first, second) => (from, to) => {
  throw systemError('EROFS', syscall, pathOf(from, first), pathOf(to, second));
};
const refuseOpen = (syscall) => (fd) => {
  descriptorOf(fd);
  throw systemError('EBADF', syscall);
};
/** What is written to standard output or error is a line of the log. */
const print = (fd, data, ...where) => {
  const write = fd === 1 ? internals.writeLog : fd === 2 ? internals.writeErrorLog : undefined;
  if (write === undefined) return refuseOpen('write')(fd);
  const [offset, length] = where;
  const bytes = typeof data === 'string' ? internals.Buffer.from(data)
    : new Uint8Array(data.buffer, data.byteOffset + (offset ?? 0), length ?? data.byteLength - (offset ?? 0));
  write(internals.Buffer.from(bytes).toString().replace(/\n$/, ''));
  return bytes.length;
};
const writeTo = (target) => {
  if (typeof target === 'number') return refuseOpen('write')(target);
  throw systemError('EROFS', 'open', pathOf(target));
};

const writing = {
  appendFile: writeTo, writeFile: writeTo,
  chmod: refuse('chmod'), lchmod: refuse('lchmod'), chown: refuse('chown'), lchown: refuse('lchown'), utimes: refuse('utime'), lutimes: refuse('lutime'),
  copyFile: refuseTwo('copyfile', 'src', 'dest'), cp: refuseTwo('cp', 'src', 'dest'), link: refuseTwo('link', 'existingPath', 'newPath'),
  rename: refuseTwo('rename', 'oldPath', 'newPath'), symlink: refuseTwo('symlink', 'target', 'path'),
  mkdir(path, options) {
    if (options?.recursive && at(pathOf(path)) === null) return undefined;
    throw systemError('EROFS', 'mkdir', pathOf(path));
  },
  mkdtemp(prefix) { throw systemError('EROFS', 'mkdtemp', `${pathOf(prefix, 'prefix')}XXXXXX`); },
  rm(path, options) {
    if (at(pathOf(path)) !== undefined) throw systemError('EROFS', 'rm', pathOf(path));
    if (!options?.force) throw systemError('ENOENT', 'lstat', pathOf(path));
  },
  rmdir: refuse('rmdir'), truncate: refuse('open'), unlink: refuse('unlink'),
  fchmod: refuseOpen('fchmod'), fchown: refuseOpen('fchown'), fdatasync: refuseOpen('fdatasync'), fsync: refuseOpen('fsync'), ftruncate: refuseOpen('ftruncate'),
  futimes: refuseOpen('futime'),
  write: print,
  writev: (fd, buffers) => buffers.reduce((total, buffer) => total + print(fd, buffer), 0),
};

module.exports = { writing };
