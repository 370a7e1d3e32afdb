// Addresses of files and the paths they stand for.
const { nodeError, invalidArgument, isUrl, URL, decodePart, Buffer } = internals;
const path = require('path');

const invalidPath = (text, input) => Object.assign(nodeError(TypeError, 'ERR_INVALID_FILE_URL_PATH', text), { input });

/** The address as a `URL` of a file, without what a path cannot say. */
const fileUrl = (given, windows) => {
  if (typeof given !== 'string' && !isUrl(given)) throw invalidArgument('path', 'of type string or an instance of URL', given);
  const url = typeof given === 'string' ? new URL(given) : given;
  if (url.protocol !== 'file:') throw nodeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (!windows && url.hostname !== '') {
    throw nodeError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  }
  if ((windows ? /%2f|%5c/i : /%2f/i).test(url.pathname)) {
    throw invalidPath(`File URL path must not include encoded ${windows ? '\\ or ' : ''}/ characters`, url);
  }
  return url;
};

function fileURLToPath(given, options = undefined) {
  const windows = Boolean(options?.windows);
  const url = fileUrl(given, windows);
  const name = decodePart(url.pathname);
  if (!windows) return name;
  const backslashed = name.replaceAll('/', '\\');
  if (url.hostname !== '') return `\\\\${url.hostname}${backslashed}`;
  if (!/^\/[a-z]:/i.test(name)) throw invalidPath('File URL path must be absolute', url);
  return backslashed.slice(1);
}

/** As bytes, for names that are not UTF-8. */
function fileURLToPathBuffer(given, options = undefined) {
  const windows = Boolean(options?.windows);
  if (windows) return Buffer.from(fileURLToPath(given, options));
  const { pathname } = fileUrl(given, windows);
  const bytes = [];
  for (let i = 0; i < pathname.length; i++) {
    const hex = pathname[i] === '%' ? /^[0-9a-f]{2}/i.exec(pathname.slice(i + 1, i + 3))?.[0] : undefined;
    if (hex !== undefined) i += 2;
    bytes.push(hex === undefined ? pathname.charCodeAt(i) : parseInt(hex, 16));
  }
  return Buffer.from(bytes);
}

/** The characters of a path that mean something else in an address. */
const escapes = (text, windows) => {
  const special = windows ? /[%\n\r\t?#~[\]^|]/g : /[%\\\n\r\t?#~[\]^|]/g;
  return text.replace(special, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
};

/** `\\server\share\...`: the server is the address's host. */
const sharedUrl = (filepath) => {
  const at = filepath.startsWith('\\\\?\\UNC\\') ? 8 : 2;
  const end = filepath.indexOf('\\', at);
  if (end === -1 || end === 2) {
    const what = end === -1 ? 'Missing UNC resource path' : 'Empty UNC servername';
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'path' ${what}. Received ${internals.inspect(filepath)}`);
  }
  const url = new URL('file://');
  url.hostname = filepath.slice(at, end);
  url.pathname = escapes(filepath.slice(end).replaceAll('\\', '/'), true);
  return url;
};

function pathToFileURL(filepath, options = undefined) {
  if (typeof filepath !== 'string') throw invalidArgument('path', 'of type string', filepath);
  const windows = Boolean(options?.windows);
  if (windows && filepath.startsWith('\\\\')) return sharedUrl(filepath);
  const names = windows ? path.win32 : path.posix;
  let resolved = names.resolve(filepath);
  const endsInFolder = filepath.endsWith('/') || (windows && filepath.endsWith('\\'));
  if (endsInFolder && !resolved.endsWith(names.sep)) resolved += '/';
  const escaped = escapes(resolved, windows);
  return new URL(windows ? `file:///${escaped.replaceAll('\\', '/')}` : `file://${escaped}`);
}
module.exports = { fileURLToPath, fileURLToPathBuffer, pathToFileURL };
