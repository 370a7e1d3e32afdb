const url = require('url');
const bases = [
  'http://a.com/b/c/d;p?q#f', 'http://a.com', 'http://u:p@a.com:80/x/', '/one/two/three', 'one/two', '', 'mailto:a@b.c', 'mailto:', 'file:///a/b', 'file:/a', 'javascript:x', 'x:y/z', 'x://y/z/', 'https://a.com/b?c', 'http://a.com/..', '.', '..', 'fred:///s//a/b/c', 'mini1.xml', 'http:', 'urn:a',
];
const references = [
  'g:h', 'g', './g', 'g/', '/g', '//g', '//u@g:9/h', '?y', 'g?y', '#s', 'g#s', ';x', '', '.', './', '..', '../', '../g', '../..', '../../g', '../../../g', '/./g', '/../g', 'g.', '..g', './../g', './g/.', 'g/./h', 'g/../h', 'http:g', 'http://h', 'https:g', 'https://h/i', 'https:///h/i',
  'http:', 'file:x', 'file:///x', 'mailto:z@y', 'x:q', 'x://q', 'javascript:z', '/', '///g', 'a@b', 'http://u2@a.com/x', '?', '#', '/a/../../b/', 'x@y?z', 'mailto:user@example.com', '@', 'http://diff:auth@a.com/', '?x#y',
];
exports.onExecutePostLogin = async () => {
  for (const base of bases) {
    console.log(base, references.map((reference) => url.resolve(base, reference)).join(' '));
    for (const reference of ['g', '//u@g:9/h', '?y', 'https:g', 'mailto:z@y', '']) {
      const { protocol, slashes, auth, host, port, hostname, hash, search, query, pathname, path } = url.resolveObject(url.parse(base), reference);
      console.log(JSON.stringify([protocol, slashes, auth, host, port, hostname, hash, search, query, pathname, path]));
    }
  }
  console.log(url.resolveObject('', 'a'), url.resolveObject('http://a', url.parse('b')).href);
  for (const given of [[1, 'a'], ['a', undefined], ['http://a/b', new URL('http://c')]]) {
    try {
      console.log(url.resolve(...given));
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
};
