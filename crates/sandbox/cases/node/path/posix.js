const path = require('path');
exports.onExecutePostLogin = async () => {
  const samples = ['', '.', '..', '/', '//', '///', 'a', 'a/', '/a', '/a/', 'a/b', 'a//b', './a/../b', '../a', '/../a', 'a/b/..', '/a/b/../../..', '.bashrc', 'a.b.c', 'a.', 'a/.b', '..a', '/a/b.txt/', 'a/../../b', './/a', '/a//b///c'];
  for (const one of samples) {
    console.log(JSON.stringify([one, path.normalize(one), path.dirname(one), path.basename(one), path.extname(one), path.isAbsolute(one), path.parse(one), path.resolve('/x/y', one)]));
  }
  console.log(path.join('a', '', '../b', './c/'), path.join(''), path.join('/a', '/b'), path.basename('a/b.html', '.html'), path.basename('.html', '.html'));
  for (const [from, to] of [['/a/b/c', '/a/d'], ['/a', '/a'], ['/a/b', '/'], ['/', '/a'], ['/abc', '/ab']]) console.log(path.relative(from, to));
  console.log(path.format({ dir: '/a', base: 'b.c' }), path.format({ root: '/', name: 'x', ext: 'y' }), path.format({ name: 'x', ext: '.y' }), path.sep, path.delimiter, path.posix === path, require('path/posix') === path);
  for (const call of [() => path.join(1), () => path.basename('a', 1), () => path.resolve({}), () => path.format(null), () => path.parse()]) {
    try {
      call();
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
};
