// `url.format`: an address from the parts of a parsed one, or from a `URL` by choice of its parts.
const { invalidArgument, isUrl, URL } = internals;
const querystring = require('querystring');
const { slashed } = require('internal/url/schemes');
const { Url, parse, isBracketed } = require('internal/url/parse');
const { toUnicode } = require('punycode');

const escapeAuth = (text) => encodeURIComponent(text).replaceAll('%3A', ':');
const hostOf = (url) => {
  if (url.host) return url.host;
  if (!url.hostname) return '';
  const name = url.hostname.includes(':') && !isBracketed(url.hostname) ? `[${url.hostname}]` : url.hostname;
  return url.port ? `${name}:${url.port}` : name;
};
const led = (mark, text) => (text && !text.startsWith(mark) ? mark + text : text);

Url.prototype.format = function format() {
  const protocol = this.protocol && !this.protocol.endsWith(':') ? `${this.protocol}:` : this.protocol || '';
  let pathname = (this.pathname || '').replaceAll('#', '%23').replaceAll('?', '%3F');
  const named = hostOf(this);
  let host = named === '' ? '' : (this.auth ? `${escapeAuth(this.auth)}@` : '') + named;
  const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
  const search = this.search || (query && `?${query}`) || '';
  if (this.slashes || slashed.has(protocol)) {
    if (this.slashes || host) {
      pathname = led('/', pathname);
      host = `//${host}`;
    } else if (protocol.startsWith('file')) {
      host = '//';
    }
  }
  return protocol + host + pathname + led('?', search.replaceAll('#', '%23')) + led('#', this.hash || '');
};

const formatUrl = (given, options) => {
  const chosen = { fragment: true, unicode: false, search: true, auth: true };
  if (options) {
    if (typeof options !== 'object') throw invalidArgument('options', 'of type object', options);
    for (const name of Object.keys(chosen)) if (options[name] != null) chosen[name] = Boolean(options[name]);
  }
  const url = new URL(given.href);
  if (!chosen.fragment) url.hash = '';
  if (!chosen.search) url.search = '';
  if (!chosen.auth) [url.username, url.password] = ['', ''];
  if (!chosen.unicode || url.hostname === '') return url.href;
  const before = url.href.indexOf(url.host, url.protocol.length);
  return url.href.slice(0, before) + toUnicode(url.hostname) + url.href.slice(before + url.hostname.length);
};

module.exports = function urlFormat(urlObject, options) {
  if (typeof urlObject === 'string') return parse(urlObject).format();
  if (typeof urlObject !== 'object' || urlObject === null) throw invalidArgument('urlObject', 'one of type object or string', urlObject);
  if (isUrl(urlObject)) return formatUrl(urlObject, options);
  return Url.prototype.format.call(urlObject);
};
