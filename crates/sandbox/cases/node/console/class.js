const { Console } = require('console');
const shown = (make) => {
  try {
    make();
    console.log('made');
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  const lines = [];
  const stream = (name) => ({ write(text) { lines.push(`${name} ${JSON.stringify(text)}`); return true; }, listenerCount() { return 0; }, on() {}, once() {}, removeListener() {} });
  const out = stream('out');
  for (const options of [undefined, {}, { stdout: {} }, { stdout: out, stderr: 5 }, { stdout: out, colorMode: 5 }, { stdout: out, groupIndentation: 1001 }, { stdout: out, groupIndentation: 'x' }, { stdout: out, inspectOptions: 5 }, { stdout: out, colorMode: true, inspectOptions: { colors: true } }]) {
    shown(() => new Console(options));
  }
  console.log(Console.length, console instanceof Console, require('console') === console, console.Console === Console, {} instanceof Console);
  const made = Console({ stdout: out, stderr: stream('err'), groupIndentation: 3, inspectOptions: { depth: 0 } });
  console.log(Object.keys(made).sort().join(), made instanceof Console);
  made.log('a\nb %s', 1);
  made.group('G', 'H');
  made.log('x\ny', { a: { b: 1 } });
  made.warn('w');
  made.group();
  made.error({ a: 1 });
  for (let i = 0; i < 3; i++) made.groupEnd();
  made.log();
  made.count();
  made.count('z');
  made.countReset('z');
  made.assert(0, 'hm %s', 1);
  made.assert(0);
  made.assert(0, { a: 1 });
  made.table([{ a: 1 }]);
  made.table(5);
  made.dir({ a: { b: { c: 1 } } }, { depth: 1 });
  made.dirxml(1, 2);
  const failing = { ...stream('bad'), write() { throw new Error('no'); } };
  shown(() => new Console(failing).log(1));
  shown(() => new Console(failing, failing, false).log(1));
  class Marked extends Console { log(...args) { super.log('X', ...args); } }
  const { log } = new Marked(out);
  log(7);
  new Marked(out).info(6);
  console.log(lines.join('\n'));
};
