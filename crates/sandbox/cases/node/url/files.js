const url = require('node:url');
const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  for (const given of [1, undefined, {}, 'x', 'http://a', 'file://a/b', 'file://localhost/b', 'file:///a%2fb', 'file:///a%5Cb', 'file:///a%20%C3%BC', 'file:///a?b#c', 'file:///%ff', new URL('file:///x y'), 'file:///']) shown(() => url.fileURLToPath(given));
  for (const given of ['file:///a%5Cb', 'file:///C:/a%20b', 'file:///c:/', 'file://srv/a/b', 'file:///a', 'file:///C:/a%2Fb']) shown(() => url.fileURLToPath(given, { windows: true }));
  for (const given of ['file:///a%ff', 'file:///a%2', new URL('file:///x%20y')]) shown(() => url.fileURLToPathBuffer(given));
  const ascii = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1)).join('');
  for (const path of ['/a b', '/a/', '/a/../b', '/', `/${ascii}`, '/ü😀', '//x//y', 1, undefined]) shown(() => url.pathToFileURL(path).href);
  for (const path of ['C:\\a b#%?', 'C:\\a\\', 'c:/x/', '\\\\srv\\share\\x', '\\\\srv', '\\\\\\x', '\\\\?\\UNC\\srv\\a', `C:\\${ascii}`]) shown(() => url.pathToFileURL(path, { windows: true }).href);
  for (const address of ['http://a:b%20@[::1]:88/x?y#z', 'https://a.com', 'mailto:x']) console.log(url.urlToHttpOptions(new URL(address)));
  console.log(url.urlToHttpOptions(Object.assign(new URL('http://a'), { extra: 1 })), url.urlToHttpOptions(url.parse('http://a:1/b')));
  shown(() => url.urlToHttpOptions(5));
  for (const name of [['xn--fiq228c.com'], ['中文.com'], ['xn--iñvalid.com'], ['a b'], ['X'], ['Y.X'], ['0x7f.1'], [''], ['español.com'], [], [1]]) {
    shown(() => url.domainToASCII(...name));
    shown(() => url.domainToUnicode(...name));
  }
};
