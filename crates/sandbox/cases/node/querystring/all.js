const qs = require('querystring');
exports.onExecutePostLogin = async () => {
  console.log(qs.stringify({ a: 1, b: 'x y', c: ['1', '2'], d: true, e: null, f: undefined, g: { h: 1 }, i: 10n, j: NaN, 'ü&=': 'ä€😀', k: [] }));
  console.log(qs.stringify({ a: 'b', c: 'd' }, ';', ':'), JSON.stringify(qs.stringify('a')), qs.stringify({ a: "!'()*-._~" }));
  for (const text of ['a=1&b=2', 'a=1&a=2&a=3', 'a', '=b', 'a=b=c', '&&a=1&', 'a=%20+b', 'a=%zz', 'a=%E0%A4', '%u1234=x', '', 'a&b=']) console.log(JSON.stringify(qs.parse(text)));
  console.log(JSON.stringify(qs.parse('a:1;b:2', ';', ':')), JSON.stringify(qs.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 })), Object.getPrototypeOf(qs.parse('a')));
  console.log(qs.escape('a b&ü'), qs.unescape('a%20b%zz'), qs.encode === qs.stringify, qs.decode === qs.parse, qs.unescapeBuffer('a%20b').toString());
  console.log(qs.parse('a=b%20c', '&', '=', { decodeURIComponent: (text) => `<${text}>` }));
  try {
    qs.stringify({ a: '\ud800' });
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
