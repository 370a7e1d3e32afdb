// The module `url`: the legacy parser, addresses of files, and what `http` makes of a `URL`.
const { URL, URLSearchParams, decodePart, nodeError, invalidArgument } = internals;
const { Url, parse, domainToASCII } = require('internal/url/parse');
const format = require('internal/url/format');
const { resolve, resolveObject } = require('internal/url/resolve');
const { fileURLToPath, fileURLToPathBuffer, pathToFileURL } = require('internal/url/files');
const { toUnicode } = require('punycode');

const needDomain = (given) => {
  if (given.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "domain" argument must be specified');
  return `${given[0]}`;
};

function urlToHttpOptions(url) {
  if (url === null || typeof url !== 'object') throw invalidArgument('url', 'of type object', url);
  const { protocol, hostname, hash, search, pathname, href, port, username, password } = url;
  const options = {
    __proto__: null, ...url, protocol, hostname: hostname?.startsWith('[') ? hostname.slice(1, -1) : hostname,
    hash, search, pathname, path: `${pathname || ''}${search || ''}`, href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodePart(username)}:${decodePart(password)}`;
  return options;
}

module.exports = {
  Url, parse, resolve, resolveObject, format, URL, URLSearchParams,
  domainToASCII(...given) { return domainToASCII(needDomain(given)); },
  domainToUnicode(...given) { return toUnicode(domainToASCII(needDomain(given))); },
  pathToFileURL, fileURLToPath, fileURLToPathBuffer, urlToHttpOptions,
};
