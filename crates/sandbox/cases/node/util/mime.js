const { MIMEType, MIMEParams, parseEnv } = require('util');
const shown = (make) => {
  try {
    console.log(String(make()));
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  for (const text of [' Text/HTML;Charset=utf-8; q="\\"x"; q=2;;=5;a=;b="unclosed', ' a/b ', 'a /b', 'a/b c', '/b', 'a/', 'a', '', undefined, 'a/b;', 'a/b;c="d;e"f;g=h', 'a/b;c="\\', 'a/b;x=""', 'a/b; x=1;X=2', 'a/b;x=y z ;q=1', 'ä/b', 'a/ä', 'a/b;ä=1', 'a/b;x=\u0100;y=2', 'a/b;=1;c=3', 'a/b;c;d=4', 'a/b ;c=1', 'a/b;c = 1', 'a/b;c="x\\"y";d=1', ';', 'a;b/c', 'a/b;x=y"z;q"=1']) shown(() => new MIMEType(text));
  const type = new MIMEType('text/plain; a=1');
  console.log(type.type, type.subtype, type.essence, [...type.params], JSON.stringify(type), type, new MIMEParams());
  Object.assign(type, { type: 'Application', subtype: 'JSON' });
  for (const change of [(it) => { it.type = 'a b'; }, (it) => { it.subtype = ''; }, (it) => it.params.set('a b', 'c'), (it) => it.params.set('a', '\u0100'), (it) => it.params.set('X', ''), (it) => it.params.set('z', '1 2'), (it) => it.params.delete('a')]) shown(() => { change(type); return type; });
  console.log(type.params.get('X'), type.params.get('x'), type.params.has('z'), [...type.params.keys()], [...type.params.values()], [...type.params.entries()], JSON.stringify(type.params));
  console.log(Object.getOwnPropertyNames(MIMEType.prototype), Object.getOwnPropertyNames(MIMEParams.prototype));
  console.log(parseEnv('A=1\n#c\nB="x y"\nexport C=\'z\'\nD=`multi\nline`\nE=a#b\nF=a #b\nG="a\\nb"\nH=\n=x\nI\n J = k \nK="unclosed\nL=\'a\\nb\'\nM="a" trailing\nN="x#y" # c\nO: y\nP="last'), parseEnv('A=1\r\nB=2'), parseEnv(''), parseEnv('A='));
  shown(() => parseEnv(5));
};
