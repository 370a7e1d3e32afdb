const { win32 } = require('path');
exports.onExecutePostLogin = async () => {
  const samples = ['.', '..', '\\', 'C:\\', 'C:', 'C:\\a', 'C:a', 'C:\\a\\..\\b', 'a/b', 'a\\b\\', '\\\\server\\share\\x', 'C:/a/b.txt', '..\\a', '.bashrc', 'a.b.c'];
  for (const one of samples) console.log(JSON.stringify([one, win32.normalize(one), win32.dirname(one), win32.basename(one), win32.extname(one), win32.isAbsolute(one)]));
  console.log(win32.join('a', '..', 'b/c'), win32.relative('C:\\a\\b', 'C:\\a\\c'), win32.relative('C:\\a', 'D:\\b'), win32.resolve('C:\\x', '..\\y'), win32.sep, win32.delimiter);
  console.log(JSON.stringify(win32.parse('C:\\path\\dir\\file.txt')), win32.format({ dir: 'C:\\a', base: 'b' }));
  for (const one of ['\\\\unc\\share', '\\\\unc\\share\\', '\\\\.\\foo', '\\\\?\\C:\\a\\..\\b', './c:/windows', 'test/../C:/Windows', 'file:stream']) console.log(JSON.stringify([one, win32.normalize(one), win32.dirname(one), win32.parse(one).root]));
  console.log(win32.join('\\', 'foo', 'bar'), win32.join('\\\\foo', 'bar', 'baz'), win32.join('//foo', '/bar'), win32.join('//', 'bar'), win32.join('./c:/d', '..'));
  console.log(win32.toNamespacedPath('\\\\?\\c:\\Windows/System'), win32.toNamespacedPath('\\\\foo\\bar'));
};
