// Paths as POSIX writes them and as Windows does. The present folder is always the root.
const { invalidArgument } = internals;

const checkText = (value, name) => {
  if (typeof value !== 'string') throw invalidArgument(name, 'of type string', value);
};
/** The parts of a path without `.` and with `..` carried out; above the root there is nothing. */
const resolved = (parts, isAbsolute) => {
  const kept = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push('..');
  }
  return kept;
};
const extensionOf = (base) => {
  const at = base.lastIndexOf('.');
  return at <= 0 || base === '..' ? '' : base.slice(at);
};
const withoutSuffix = (base, suffix) => (suffix !== undefined && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base);
const checkSuffix = (suffix) => {
  if (suffix !== undefined) checkText(suffix, 'suffix');
};
const checkObject = (value) => {
  if (value === null || typeof value !== 'object') throw invalidArgument('pathObject', 'of type object', value);
};
const formatWith = (separator) => (object) => {
  checkObject(object);
  const folder = object.dir || object.root;
  const end = object.ext ? `${object.ext[0] === '.' ? '' : '.'}${object.ext}` : '';
  const base = object.base || `${object.name || ''}${end}`;
  if (!folder) return base;
  return folder === object.root ? folder + base : folder + separator + base;
};
/** A path is as one of its parts says: `*`, `?`, `[...]` and `{a,b}` within a part, `**` over parts. */
const matchesGlob = (path, pattern, separators) => {
  checkText(path, 'path');
  checkText(pattern, 'pattern');
  let text = '';
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i];
    if (letter === '*') {
      const isDeep = pattern[i + 1] === '*';
      text += isDeep ? '.*' : `[^${separators}]*`;
      if (isDeep) i += pattern[i + 2] === '/' ? 2 : 1;
    } else if (letter === '?') text += `[^${separators}]`;
    else if (letter === '{') text += '(?:';
    else if (letter === '}') text += ')';
    else if (letter === ',') text += '|';
    else if (letter === '[') text += pattern[i + 1] === '!' ? (i++, '[^') : '[';
    else if (letter === ']') text += ']';
    else if (letter === '/') text += `[${separators}]`;
    else text += letter.replace(/[.+^$()|\\]/, '\\$&');
  }
  return new RegExp(`^${text}$`).test(path);
};

const splitEnd = (path) => {
  const end = path.replace(/\/+$/, '');
  const at = end.lastIndexOf('/');
  return { end, at, base: end.slice(at + 1) };
};
const posix = {
  resolve(...paths) {
    let whole = '';
    for (let i = paths.length - 1; i >= 0 && whole[0] !== '/'; i--) {
      checkText(paths[i], `paths[${i}]`);
      if (paths[i] !== '') whole = `${paths[i]}${whole === '' ? '' : '/'}${whole}`;
    }
    return `/${resolved(whole.split('/'), true).join('/')}`;
  },
  normalize(path) {
    checkText(path, 'path');
    if (path === '') return '.';
    const isAbsolute = path[0] === '/';
    let text = resolved(path.split('/'), isAbsolute).join('/');
    if (text === '') {
      if (isAbsolute) return '/';
      text = '.';
    }
    if (path.endsWith('/')) text += '/';
    return isAbsolute ? `/${text}` : text;
  },
  isAbsolute(path) {
    checkText(path, 'path');
    return path[0] === '/';
  },
  join(...paths) {
    for (const path of paths) checkText(path, 'path');
    const joined = paths.filter((path) => path !== '').join('/');
    return joined === '' ? '.' : posix.normalize(joined);
  },
  relative(from, to) {
    checkText(from, 'from');
    checkText(to, 'to');
    const [start, end] = [posix.resolve(from), posix.resolve(to)].map((path) => path.split('/').filter(Boolean));
    let shared = 0;
    while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared++;
    return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
  },
  toNamespacedPath(path) { return path; },
  dirname(path) {
    checkText(path, 'path');
    if (path === '') return '.';
    const { end, at } = splitEnd(path);
    if (end === '') return '/';
    if (at === -1) return '.';
    if (at === 0) return '/';
    return at === 1 && path[0] === '/' ? '//' : end.slice(0, at);
  },
  basename(path, suffix = undefined) {
    checkSuffix(suffix);
    checkText(path, 'path');
    return path === suffix ? '' : withoutSuffix(splitEnd(path).base, suffix);
  },
  extname(path) {
    checkText(path, 'path');
    return extensionOf(splitEnd(path).base);
  },
  format: formatWith('/'),
  parse(path) {
    checkText(path, 'path');
    const root = path[0] === '/' ? '/' : '';
    const { end, at, base } = splitEnd(path);
    const ext = extensionOf(base);
    const dir = at > 0 ? end.slice(0, at) : path === '' ? '' : root;
    return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
  },
  matchesGlob(path, pattern) { return matchesGlob(path, pattern, '/'); },
  sep: '/', delimiter: ':',
};

/** The drive or share of a Windows path, and whether it stands at the root. */
const windowsRoot = (path) => {
  const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
  if (share !== null) return { device: `\\\\${share[1]}\\${share[2]}`, isShare: true, isAbsolute: true, rest: path.slice(share[0].length) };
  const drive = /^[A-Za-z]:/.exec(path)?.[0] ?? '';
  const rest = path.slice(drive.length);
  return { device: drive, isAbsolute: /^[\\/]/.test(rest), rest };
};
/** The same, where `\\\\.` and `\\\\?` are devices and no shares. */
const windowsDevice = (path) => (/^[\\/]{2}[.?][\\/]/.test(path) ? { device: `\\\\${path[2]}`, isAbsolute: true, rest: path.slice(3) } : windowsRoot(path));
const windowsParts = (text) => text.split(/[\\/]/);
const windowsEnd = (path) => {
  const { device, isAbsolute, isShare, rest } = windowsRoot(path);
  const end = rest.replace(/[\\/]+$/, '');
  const at = Math.max(end.lastIndexOf('/'), end.lastIndexOf('\\'));
  return { root: device + (isAbsolute ? rest[0] ?? '' : ''), device, isAbsolute, isShare, end, at, base: end.slice(at + 1) };
};
const win32 = {
  resolve(...paths) {
    let [device, tail, isAbsolute] = ['', '', false];
    for (let i = paths.length - 1; i >= 0 && !(isAbsolute && device !== ''); i--) {
      checkText(paths[i], `paths[${i}]`);
      if (paths[i] === '') continue;
      const one = windowsDevice(paths[i]);
      if (one.device !== '' && device !== '' && one.device.toLowerCase() !== device.toLowerCase()) continue;
      device ||= one.device;
      if (!isAbsolute) {
        tail = `${one.rest}\\${tail}`;
        isAbsolute = one.isAbsolute;
      }
    }
    return `${device}\\${resolved(windowsParts(tail), true).join('\\')}`;
  },
  normalize(path) {
    checkText(path, 'path');
    if (path === '') return '.';
    const { device, isAbsolute, rest } = windowsDevice(path);
    let text = resolved(windowsParts(rest), isAbsolute).join('\\');
    if (text === '' && !isAbsolute) text = '.';
    if (text !== '' && /[\\/]$/.test(path)) text += '\\';
    // What only becomes a drive by leaving out what stands before it is none.
    if (device === '' && !isAbsolute && /^[A-Za-z]:|:(?:[\\/]|$)/.test(text)) return `.\\${text}`;
    return `${device}${isAbsolute ? '\\' : ''}${text}`;
  },
  isAbsolute(path) {
    checkText(path, 'path');
    return windowsRoot(path).isAbsolute;
  },
  join(...paths) {
    for (const path of paths) checkText(path, 'path');
    const given = paths.filter((path) => path !== '');
    const joined = given.join('\\');
    if (joined === '') return '.';
    // Only what its first part says is a share is one.
    const isShare = /^[\\/]{2}(?![\\/])/.test(given[0]) && given[0].length > 2;
    return win32.normalize(isShare ? joined : joined.replace(/^[\\/]{2,}/, '\\'));
  },
  relative(from, to) {
    checkText(from, 'from');
    checkText(to, 'to');
    const [start, end] = [win32.resolve(from), win32.resolve(to)];
    const [a, b] = [start, end].map((path) => windowsParts(path).filter(Boolean));
    let shared = 0;
    while (shared < a.length && shared < b.length && a[shared].toLowerCase() === b[shared].toLowerCase()) shared++;
    if (shared === 0) return end;
    return [...a.slice(shared).map(() => '..'), ...b.slice(shared)].join('\\');
  },
  toNamespacedPath(path) {
    if (typeof path !== 'string' || path === '') return path;
    const whole = win32.resolve(path);
    if (/^\\\\[^?.]/.test(whole)) return `\\\\?\\UNC\\${whole.slice(2)}`;
    return /^[A-Za-z]:\\/.test(whole) ? `\\\\?\\${whole}` : whole;
  },
  dirname(path) {
    checkText(path, 'path');
    if (path === '') return '.';
    const { root, device, isAbsolute, isShare, end, at } = windowsEnd(path);
    if (isShare && end === '') return path;
    const folder = at > 0 ? end.slice(0, at) : '';
    if (folder !== '') return device + folder;
    return root === '' ? '.' : isAbsolute ? root : device;
  },
  basename(path, suffix = undefined) {
    checkSuffix(suffix);
    checkText(path, 'path');
    return path === suffix ? '' : withoutSuffix(windowsEnd(path).base, suffix);
  },
  extname(path) {
    checkText(path, 'path');
    return extensionOf(windowsEnd(path).base);
  },
  format: formatWith('\\'),
  parse(path) {
    checkText(path, 'path');
    const { root, device, end, at, base } = windowsEnd(path);
    const ext = extensionOf(base);
    const dir = at > 0 ? device + end.slice(0, at) : root;
    return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
  },
  matchesGlob(path, pattern) { return matchesGlob(path, pattern, '\\\\/'); },
  sep: '\\', delimiter: ';',
};
for (const one of [posix, win32]) Object.assign(one, { win32, posix, _makeLong: one.toNamespacedPath });
module.exports = { posix, win32 };
