// Runs one action in Node as `latchwork run` does in the sandbox, and prints what it did as JSON.
const { format } = require('node:util');
const { performance } = require('node:perf_hooks');
const [file, eventFile, secretsFile] = process.argv.slice(2);
const lines = [];
for (const level of ['log', 'info', 'debug', 'warn', 'error']) console[level] = (...given) => lines.push(format(...given));
process.on('warning', ({ name, message }) => {
  // That something of Node's is deprecated is not told in the sandbox.
  if (name !== 'DeprecationWarning') lines.push(`Warning: ${name}: ${message}`);
});
const commands = [];
const recording = (path) =>
  new Proxy(() => {}, {
    get: (_, name) => recording([...path, String(name)]),
    apply: (_, __, given) => void commands.push([path.join('.'), ...given]),
  });

(async () => {
  const event = { ...require(eventFile), secrets: require(secretsFile) };
  const told = { outcome: 'completed' };
  const begun = performance.now();
  try {
    const action = require(file);
    told.load = performance.now() - begun;
    await action.onExecutePostLogin(event, recording(['api']));
  } catch (error) {
    told.outcome = `failed: ${error?.stack ?? error}`;
  }
  told.run = performance.now() - begun - (told.load ?? 0);
  process.stdout.write(JSON.stringify({ ...told, lines, commands }), () => process.exit(0));
})();
