const url = require('url');
const addresses = [
  'http://user:pass@example.com:8080/p/a/t/h?query=string#hash', 'HTTP://USER@EXAMPLE.com', '  http://a.com/b  ', 'http://a.com?x', 'http://a.com#x', 'x y z',
  'javascript:alert("a b")', 'javascript://x/y', '//foo/bar', '//user@foo/bar', '//user:p@foo@bar/baz', 'mailto:a@b.c?subject=x', 'http://a.com:abc/x', 'http://a.com:/x', 'http://a.com:80:90/x',
  'http://[::1]:8/x', 'http://[::1]', 'http://[fe80::1%25en]/', 'http://[a b]/', 'http://[::1', 'x:y:z', 'http://a\tb/c\td', 'http://xn--iñvalid.com/', 'http://a%b/', 'http://a b/c', 'http://ü.com/ö', 'http://EXAMPLE。com/',
  '/a?b#c', '/a b?c d', '/a#b', 'a/b?c', '?q', '#h', '', '\\\\foo\\bar?\\a#\\', 'http:\\\\a.com\\b', 'file:a', 'file:///etc/x', 'file://host/x', 'http:/a', 'http:///a', 'http:a', 'http:', 'http://', 'tel:+1-2', 'urn:a:b',
  'data:text/plain,x', 'postgres://u:p%40@localhost:5432/db?ssl=true', 'redis://:secret@host:6379/0', 'mongodb+srv://u:p@host/db', 'mongodb://a:1,b:2/db', 'ws://a', 'wss:b', 'git+ssh://git@x.com:a/b.git', 'coap:u:p@::1',
  "http://a.com/'x'\"y\"<z>`{|}^", 'http://a.com/?a=\'b\'&c="d"', 'http://a@b@c/', 'http://a:@c/', 'http://a.com/x?y?z#a#b', `http://${'a'.repeat(260)}.com/`, 'http://0x7f.1/', 'http://a_b.c-d/', 'http://a.b/\u00a0\ufeffx', 'a@b', 'https://*', 'https://a*b', 'x-y.z+1:a', 'http://-a/', 'http://a;b/c', "http://a'b/",
  'http://u%20:p@a', 'http://%61/',
];
const shown = (make) => {
  try {
    return JSON.stringify(make());
  } catch (error) {
    return [error.name, error.code, error.message, error.input].join(' ');
  }
};
exports.onExecutePostLogin = async () => {
  for (const address of addresses) {
    console.log(address);
    console.log(shown(() => url.parse(address)));
    console.log(shown(() => url.parse(address, true, true)));
    console.log(shown(() => url.format(address)));
  }
  for (const given of [undefined, null, 1, {}, new URL('http://a.com')]) console.log(shown(() => url.parse(given)));
  console.log(shown(() => url.parse('http://u:%GG@x')));
  const parsed = url.parse('http://a.com/?a=1&a=2', true);
  console.log(parsed, url.parse(parsed) === parsed, parsed instanceof url.Url, new url.Url());
  console.log(Object.keys(url.Url.prototype), url.parse.length, url.Url.length, url.format.length, url.resolve.name, url.parse.name);
};
