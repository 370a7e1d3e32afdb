const { parseArgs } = require('util');
const tried = (config) => {
  try {
    console.log(JSON.stringify(parseArgs(config)));
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const [flag, text] = [{ type: 'boolean' }, { type: 'string' }];
exports.onExecutePostLogin = async () => {
  tried({ args: [] });
  for (const args of [['-a'], ['pos'], ['--y'], ['-'], ['--__proto__'], ['--x=1', '-f=1', 'p', '--', '-q', '--z']]) {
    tried({ args });
    tried({ args, strict: false, tokens: true });
    tried({ args, allowPositionals: true, options: { x: text } });
  }
  const options = { foo: { ...flag, short: 'f' }, bar: { ...text, short: 'b' }, verbose: { ...flag, multiple: true, short: 'v' }, many: { ...text, multiple: true, default: ['9'] }, color: { ...flag, default: true } };
  for (const args of [
    ['-f', '--bar', 'b'], ['--bar'], ['--bar', '-x'], ['-b', '-x'], ['-bfile'], ['-b=5'], ['-fb', 'x', 'y'], ['-vvfv'], ['--many=1', '--many', '2'], ['--foo=1'], ['--no-color'], ['--no-bar'], ['--no-foo=1'], ['--bar', '-'], ['--', 'x'], ['--bar='], ['--bar=-x'], ['--no-color', '--color'],
  ]) {
    tried({ args, options });
    tried({ args, options, allowNegative: true, allowPositionals: true, tokens: true });
    tried({ args, options, strict: false });
  }
  for (const config of [{ args: 5 }, { options: { x: { type: 'number' } } }, { options: { x: { ...text, short: 'xx' } } }, { options: { x: { ...text, short: 5 } } }, { options: { x: { ...text, default: 5 } } }, { options: 5 }, { args: [1] }, { strict: 5 }, { tokens: 1 }, { options: { x: 5 } }, { options: { x: { ...flag, multiple: 5 } } }, { options: { x: { ...text, multiple: true, default: [1] } } }, { options: { x: { ...flag, multiple: true, default: true } } }]) tried(config);
  console.log(parseArgs({ args: ['--x', 'a'], options: { x: text } }));
};
