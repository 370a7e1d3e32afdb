// `url.resolve` of the legacy parser: a reference against a base, with its own answers where a base is odd.
const { slashed, opaque } = require('internal/url/schemes');
const { Url, parse, takePort } = require('internal/url/parse');

const isRooted = (pathname) => Boolean(pathname) && pathname.startsWith('/');
const pathOf = (url) => (url.pathname || '') + (url.search || '');
const finished = (url) => {
  url.href = url.format();
  return url;
};
const takeSearch = (url, from) => {
  url.search = from.search;
  url.query = from.query;
};

/** A reference that starts with `//` keeps the scheme of its base and nothing else. */
const withScheme = (base, reference) => {
  const { protocol } = base;
  Object.assign(base, reference, { protocol });
  if (slashed.has(protocol) && base.hostname && !base.pathname) base.path = base.pathname = '/';
  return finished(base);
};

/** A reference with another scheme. Without a host, the first part of its path is the host. */
const withOtherScheme = (base, reference) => {
  if (!slashed.has(reference.protocol)) return finished(Object.assign(base, reference));
  let { host, hostname, pathname } = reference;
  if (!host && !/^file:?$/.test(reference.protocol) && !opaque.has(reference.protocol)) {
    const parts = (pathname || '').split('/');
    while (parts.length > 0 && !host) host = parts.shift();
    host ||= '';
    hostname ||= '';
    if (parts[0] !== '') parts.unshift('');
    if (parts.length < 2) parts.unshift('');
    pathname = parts.join('/');
  }
  Object.assign(base, {
    protocol: reference.protocol, pathname, host: host || '', auth: reference.auth, hostname: hostname || host, port: reference.port,
    slashes: base.slashes || reference.slashes,
  });
  takeSearch(base, reference);
  if (base.pathname || base.search) base.path = pathOf(base);
  return finished(base);
};

/** The host becomes the first part of the path: what has no `//` lets `..` climb over it. */
const intoPath = (host, parts) => {
  if (!host) return;
  if (parts[0] === '') parts[0] = host;
  else parts.unshift(host);
};
/** The first part of the path becomes the host again, with user information if it has any. */
const outOfPath = (url, host) => {
  url.hostname = url.host = host;
  if (!(host?.indexOf('@') > 0)) return;
  const [auth, name] = host.split('@');
  url.auth = auth;
  url.hostname = url.host = name;
};

/** Drops `.` and takes back one part for each `..`; tells how many were left over. */
const climbed = (parts) => {
  let up = 0;
  const kept = [];
  for (const part of parts.toReversed()) {
    if (part === '..') up += 1;
    else if (part !== '.' && up > 0) up -= 1;
    else if (part !== '.') kept.push(part);
  }
  return [kept.reverse(), up];
};

const takeHost = (url, from) => {
  if (from.host || from.host === '') {
    if (url.host !== from.host) url.auth = null;
    url.host = from.host;
    url.port = from.port;
  }
  if (from.hostname || from.hostname === '') {
    if (url.hostname !== from.hostname) url.auth = null;
    url.hostname = from.hostname;
  }
  takeSearch(url, from);
};

/** Sets the path from its parts, and what stands before it. */
const setPath = (url, reference, given, { isAbsolute: wanted, keepsClimbing, hasSlashes }) => {
  const last = given.at(-1);
  const endsInFolder = ((url.host || reference.host || given.length > 1) && (last === '.' || last === '..')) || last === '';
  const [parts, up] = climbed(given);
  if (keepsClimbing) parts.unshift(...new Array(up).fill('..'));
  if (wanted && parts[0] !== '' && !parts[0]?.startsWith('/')) parts.unshift('');
  if (endsInFolder && !parts.join('/').endsWith('/')) parts.push('');
  const isAbsolute = parts[0] === '' || Boolean(parts[0]?.startsWith('/'));
  if (!hasSlashes) outOfPath(url, isAbsolute ? '' : parts.shift() ?? '');
  if ((wanted || (url.host && parts.length > 0)) && !isAbsolute) parts.unshift('');
  url.pathname = parts.length === 0 ? null : parts.join('/');
  if (parts.length === 0) url.path = null;
  if (url.pathname !== null || url.search !== null) url.path = pathOf(url);
  url.auth = reference.auth || url.auth;
  url.slashes ||= reference.slashes;
  return finished(url);
};

/** A scheme without `//` on either side: hosts are parts of their paths until the path is known. */
const hideHosts = (url, base, reference, relative) => {
  intoPath(url.host, base);
  Object.assign(url, { hostname: '', port: null, host: '' });
  if (!reference.protocol) return;
  intoPath(reference.host, relative);
  Object.assign(reference, { hostname: null, port: null, host: null });
  url.auth = null;
};

/** A reference without a scheme, or with that of its base. */
const withPath = (url, reference) => {
  const hasSlashes = !url.protocol || slashed.has(url.protocol);
  const base = url.pathname ? url.pathname.split('/') : [];
  const relative = reference.pathname ? reference.pathname.split('/') : [];
  const isWhole = Boolean(reference.host) || isRooted(reference.pathname);
  let isAbsolute = isWhole || isRooted(url.pathname) || Boolean(url.host && reference.pathname);
  const keepsClimbing = !isAbsolute;
  if (!hasSlashes) {
    hideHosts(url, base, reference, relative);
    isAbsolute &&= relative[0] === '' || base[0] === '';
  }
  let parts = base;
  if (isWhole) {
    takeHost(url, reference);
    parts = relative;
  } else if (relative.length > 0) {
    takeSearch(url, reference);
    parts = [...base.slice(0, -1), ...relative];
  } else if (reference.search != null) {
    if (!hasSlashes) outOfPath(url, base.shift());
    takeSearch(url, reference);
    if (url.pathname !== null || url.search !== null) url.path = pathOf(url);
    return finished(url);
  }
  if (parts.length > 0) return setPath(url, reference, parts, { isAbsolute, keepsClimbing, hasSlashes });
  url.pathname = null;
  url.path = url.search ? `/${url.search}` : null;
  return finished(url);
};

Url.prototype.resolve = function resolve(relative) { return this.resolveObject(parse(relative, false, true)).format(); };
Url.prototype.resolveObject = function resolveObject(relative) {
  const reference = Object.assign(new Url(), typeof relative === 'string' ? parse(relative, false, true) : relative);
  const url = Object.assign(new Url(), this);
  url.hash = reference.hash;
  if (reference.href === '') return finished(url);
  if (reference.slashes && !reference.protocol) return withScheme(url, reference);
  if (reference.protocol && reference.protocol !== url.protocol) return withOtherScheme(url, reference);
  return withPath(url, reference);
};

Url.prototype.parseHost = function parseHost() {
  const host = takePort(this, this.host);
  if (host) this.hostname = host;
};

module.exports = {
  resolve: function urlResolve(source, relative) { return parse(source, false, true).resolve(relative); },
  resolveObject: function urlResolveObject(source, relative) { return source ? parse(source, false, true).resolveObject(relative) : relative; },
};
