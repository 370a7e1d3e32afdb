// The legacy parser of `url.parse`: it takes what browsers of 2010 took, which the WHATWG parser of `URL` does not.
const { nodeError, invalidArgument, URL, decodePart } = internals;
const querystring = require('querystring');
const { slashed, opaque } = require('internal/url/schemes');

function Url() {
  Object.assign(this, {
    protocol: null, slashes: null, auth: null, host: null, port: null, hostname: null, hash: null, search: null, query: null,
    pathname: null, path: null, href: null,
  });
}

/** Blanks around the address are dropped, and backslashes before a `?` or `#` are slashes. */
const tidied = (text) => {
  const trimmed = text.replace(/^[ \t\n\f\r\u00a0\ufeff]+|[ \t\n\f\r\u00a0\ufeff]+$/g, '');
  const end = trimmed.search(/[?#]/);
  return end === -1 ? trimmed.replaceAll('\\', '/') : trimmed.slice(0, end).replaceAll('\\', '/') + trimmed.slice(end);
};

const setQuery = (url, search, parseQuery) => {
  if (search !== undefined) {
    url.search = search;
    url.query = parseQuery ? querystring.parse(search.slice(1)) : search.slice(1);
  } else if (parseQuery) {
    url.search = null;
    url.query = Object.create(null);
  }
};

const invalid = (input) => Object.assign(nodeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'), { input });

/** A host name in ASCII; nothing when it cannot be written so. */
const domainToASCII = (domain) => {
  // A name that cannot be set leaves the host as it was; two hosts tell that from a name that is the first of them.
  for (const before of ['x', 'y']) {
    const url = new URL(`ws://${before}`);
    url.hostname = domain;
    if (url.hostname !== before) return url.hostname;
  }
  return '';
};
const asciiName = (name) => (/[^\x00-\x7f]|(?:^|\.)xn--/.test(name) ? domainToASCII(name) : name);

const FORBIDDEN = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
const FORBIDDEN_IN_BRACKETS = /[\0\t\n\r #%/<>?@\\^|]/;
const isBracketed = (name) => name.startsWith('[') && name.endsWith(']');

/** Where in `rest` user information ends (-1 without) and where the host does. */
const boundsOf = (rest) => {
  let at = -1;
  let end = -1;
  for (let i = 0; i < rest.length; i++) {
    const character = rest[i];
    if (character === '@') {
      at = i;
      end = -1;
    } else if (' "%\';<>\\^`{|}#/?'.includes(character)) {
      if (end === -1) end = i;
      if ('#/?'.includes(character)) break;
    }
  }
  return [at, end === -1 ? rest.length : end];
};

/** Takes the port off a host. */
const takePort = (url, host) => {
  const port = /:[0-9]*$/.exec(host)?.[0];
  if (port === undefined) return host;
  if (port !== ':') url.port = port.slice(1);
  return host.slice(0, -port.length);
};

/** Takes user information, host and port from the start of `rest`; gives back what follows them. */
const takeAuthority = (url, given, input) => {
  // The authority ends at the first of these; blanks inside it are dropped, as browsers do.
  const stop = given.search(/[#/?]/);
  const until = stop === -1 ? given.length : stop;
  const rest = given.slice(0, until).replace(/[\t\n\r]/g, '') + given.slice(until);
  const [at, end] = boundsOf(rest);
  if (at !== -1) url.auth = decodePart(rest.slice(0, at));
  return setHostname(url, takePort(url, rest.slice(at + 1, end)), rest.slice(end), input);
};

/** Sets host and hostname; what cannot be part of a name is the start of the path. */
const setHostname = (url, given, rest, input) => {
  let name = given;
  let after = rest;
  const bracketed = isBracketed(name);
  const wrong = bracketed ? -1 : name.search(/[/\\#?:]/);
  if (wrong !== -1) {
    after = `/${name.slice(wrong)}${rest}`;
    name = name.slice(0, wrong);
  }
  name = name.length > 255 ? '' : name.toLowerCase();
  if (name !== '') {
    if (!bracketed) name = asciiName(name);
    if (name === '' || (bracketed ? FORBIDDEN_IN_BRACKETS : FORBIDDEN).test(name)) throw invalid(input);
  }
  url.host = name + (url.port ? `:${url.port}` : '');
  url.hostname = bracketed ? name.slice(1, -1) : name;
  return bracketed && !after.startsWith('/') ? `/${after}` : after;
};

/** What may not stand in an address as it is. */
const escaped = (text) => text.replace(/[\t\n\r "'<>\\^`{|}]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

const setPath = (url, rest, parseQuery) => {
  const hashAt = rest.indexOf('#');
  const before = hashAt === -1 ? rest : rest.slice(0, hashAt);
  if (hashAt !== -1) url.hash = rest.slice(hashAt);
  const queryAt = before.indexOf('?');
  setQuery(url, queryAt === -1 ? undefined : before.slice(queryAt), parseQuery);
  const pathname = queryAt === -1 ? before : before.slice(0, queryAt);
  if (pathname !== '') url.pathname = pathname;
  if (slashed.has(url.protocol) && url.hostname && !url.pathname) url.pathname = '/';
  if (url.pathname || url.search) url.path = (url.pathname ?? '') + (url.search ?? '');
};

/** A path without host, query or hash that matters: the common case of a request's address. */
const parsePath = (url, text, parseQuery) => {
  const found = /^(\/\/?(?!\/)[^?\s]*)(\?\S*)?$/.exec(text);
  if (found === null) return false;
  Object.assign(url, { path: text, href: text, pathname: found[1] });
  setQuery(url, found[2], parseQuery);
  return true;
};

Url.prototype.parse = function parse(input, parseQuery, slashesDenoteHost) {
  if (typeof input !== 'string') throw invalidArgument('url', 'of type string', input);
  let rest = tidied(input);
  const hasMark = rest.includes('#') || /^[^?#]*@/.test(rest);
  if (!slashesDenoteHost && !hasMark && parsePath(this, rest, parseQuery)) return this;
  const scheme = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  const protocol = scheme?.toLowerCase();
  if (scheme !== undefined) {
    this.protocol = protocol;
    rest = rest.slice(scheme.length);
  }
  let slashes = false;
  if (slashesDenoteHost || scheme !== undefined || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !opaque.has(protocol)) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  if (!opaque.has(protocol) && (slashes || (scheme !== undefined && !slashed.has(scheme)))) rest = takeAuthority(this, rest, input);
  setPath(this, opaque.has(protocol) ? rest : escaped(rest), parseQuery);
  this.href = this.format();
  return this;
};

function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  return new Url().parse(url, parseQueryString, slashesDenoteHost);
}
module.exports = { Url, parse: urlParse, takePort, domainToASCII, isBracketed };
