// The functions of `fs` that read, each as it is called with `Sync`.
const { Buffer, unsupported } = internals;
const { systemError } = require('internal/fs/errors');
const { pathOf, encodingFrom, flagsOf, isForReading, descriptorOf } = require('internal/fs/arguments');
const { at, namesIn, absolute } = require('internal/fs/tree');
const { statsOf, Dirent } = require('internal/fs/stats');
const { W_OK } = require('internal/fs/constants');

/** Open files: their bytes and how far they have been read. */
const open = new Map();
const FIRST = 3;
const MOST = 1024;

const found = (path, syscall, shown = path) => {
  const entry = at(path);
  if (entry === undefined) throw systemError('ENOENT', syscall, shown);
  return entry;
};
const opened = (fd, syscall) => {
  const file = open.get(descriptorOf(fd));
  if (file === undefined) throw systemError('EBADF', syscall);
  return file;
};
const encoded = (bytes, encoding) => (encoding === undefined ? Buffer.from(bytes) : Buffer.from(bytes).toString(encoding));
const stat = (syscall) => (given, options) => {
  const path = pathOf(given);
  if (options?.throwIfNoEntry === false && at(path) === undefined) return undefined;
  return statsOf(found(path, syscall), options?.bigint === true);
};
const realpath = (syscall) => (given) => {
  const path = pathOf(given);
  found(path, syscall, syscall === 'lstat' ? absolute(path) : path);
  return absolute(path);
};

const reading = {
  access(given, mode = 0) {
    const path = pathOf(given);
    found(path, 'access');
    if ((mode & W_OK) !== 0) throw systemError('EROFS', 'access', path);
  },
  readFile(given, options) {
    const encoding = encodingFrom(options);
    const isOpen = typeof given === 'number' && Number.isInteger(given);
    const path = isOpen ? undefined : pathOf(given);
    const bytes = isOpen ? opened(given, 'fstat').bytes : found(path, 'open');
    if (bytes === null) throw systemError('EISDIR', 'read');
    return encoded(bytes, encoding);
  },
  stat: stat('stat'),
  lstat: stat('lstat'),
  fstat(fd, options) { return statsOf(opened(fd, 'fstat').bytes, options?.bigint === true); },
  statfs(given) {
    found(pathOf(given), 'statfs');
    return { type: 0, bsize: 4096, blocks: 0, bfree: 0, bavail: 0, files: 0, ffree: 0 };
  },
  readdir(given, options) {
    const path = pathOf(given);
    if (found(path, 'scandir') !== null) throw systemError('ENOTDIR', 'scandir', path);
    const list = [];
    const walk = (folder, before) => {
      for (const name of namesIn(folder)) {
        const below = `${folder === '/' ? '' : folder}/${name}`;
        list.push(options?.withFileTypes ? new Dirent(name, folder, at(below)) : `${before}${name}`);
        if (options?.recursive && at(below) === null) walk(below, `${before}${name}/`);
      }
    };
    walk(absolute(path), '');
    return list;
  },
  realpath: realpath('lstat'),
  readlink(given) {
    const path = pathOf(given);
    found(path, 'readlink');
    throw systemError('EINVAL', 'readlink', path);
  },
  open(given, flags) {
    const path = pathOf(given);
    if (!isForReading(flagsOf(flags))) throw systemError('EROFS', 'open', path);
    const bytes = found(path, 'open');
    if (open.size >= MOST) throw systemError('EMFILE', 'open', path);
    let fd = FIRST;
    while (open.has(fd)) fd++;
    open.set(fd, { bytes, position: 0 });
    return fd;
  },
  close(fd) {
    opened(fd, 'close');
    open.delete(fd);
  },
  read(fd, buffer, offset, length, position) {
    const file = opened(fd, 'read');
    if (file.bytes === null) throw systemError('EISDIR', 'read');
    if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
    const start = offset ?? 0;
    const from = typeof position === 'number' && position >= 0 ? position : file.position;
    const part = file.bytes.subarray(from, from + (length ?? buffer.byteLength - start));
    new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(part, start);
    if (from === file.position) file.position += part.length;
    return part.length;
  },
  readv(fd, buffers, position) {
    opened(fd, 'read');
    let total = 0;
    for (const buffer of buffers) total += reading.read(fd, buffer, 0, buffer.byteLength, typeof position === 'number' ? position + total : null);
    return total;
  },
};
/** What has no use where nothing changes and nothing is large. */
const refused = {
  opendir: unsupported('fs.opendir', 'a bundle is small; use readdir'),
  glob: unsupported('fs.glob', 'a bundle is small; use readdir'),
  watch: unsupported('fs.watch', 'no file of a bundle ever changes'),
  watchFile: unsupported('fs.watchFile', 'no file of a bundle ever changes'),
  openAsBlob: unsupported('fs.openAsBlob', 'use readFile and Blob'),
};

module.exports = { reading, refused, nativeRealpath: realpath('realpath') };
