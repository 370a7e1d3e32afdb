const url = require('url');
const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  for (const parts of [
    {}, { protocol: 'http', host: 'a.com' }, { protocol: 'http:', hostname: 'a.com', port: 80, pathname: 'x?y#z' }, { protocol: 'mailto', host: 'b', auth: 'a' }, { hostname: '::1', port: '9', protocol: 'https', slashes: true },
    { protocol: 'file', pathname: '/a' }, { protocol: 'http', pathname: '/a' }, { protocol: 'x', slashes: true, pathname: 'a' }, { search: 'a=b#c' }, { query: { a: 1, b: ['x', 'y'] }, hash: 'h' }, { query: 'a=b' }, { search: '?s', query: { q: 1 } }, { auth: 'a:b c@/ü', hostname: 'h' }, { hash: '#', search: '?' }, { pathname: null, host: null }, { query: {} }, { hostname: '[::1]' },
  ]) shown(() => url.format(parts));
  const whole = new URL('http://ü:p@xn--lck1c3crb1723bpq4a.com:81/a?b#c');
  for (const options of [undefined, {}, { auth: false }, { fragment: false, search: false }, { unicode: true }, { unicode: true, auth: false, search: null }, 5, 'x', false]) shown(() => url.format(whole, options));
  shown(() => url.format(new URL('file:///x'), { unicode: true }));
  shown(() => url.format(new URL('mailto:x'), { auth: false }));
  for (const given of [1, null, undefined, true, Symbol.iterator]) shown(() => url.format(given));
};
