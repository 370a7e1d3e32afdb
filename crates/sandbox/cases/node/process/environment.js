'use strict';
const told = (call) => {
  try {
    return call();
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message}`;
  }
};
exports.onExecutePostLogin = async () => {
  process.env.LATCH_A = 1;
  process.env.LATCH_B = undefined;
  process.env.LATCH_C = { toString: () => 'text' };
  console.log([process.env.LATCH_A, process.env.LATCH_B, process.env.LATCH_C], typeof process.env.LATCH_A, 'LATCH_A' in process.env, process.env.LATCH_NONE);
  console.log(delete process.env.LATCH_A, process.env.LATCH_A, delete process.env.LATCH_A, Object.keys(process.env).filter((name) => name.startsWith('LATCH_')));
  const symbol = Symbol('s');
  console.log(told(() => { process.env[symbol] = 1; }), told(() => { process.env.LATCH_D = symbol; }), process.env[symbol], symbol in process.env);
  for (const descriptor of [{ value: 'x' }, { get() { return 'x'; } }, { value: 1, configurable: true, writable: true, enumerable: true }, { configurable: true, writable: true, enumerable: true }]) {
    console.log(told(() => { Object.defineProperty(process.env, 'LATCH_E', descriptor); return typeof process.env.LATCH_E; }));
  }
  for (const name of Object.keys(process.env)) if (name.startsWith('LATCH_')) delete process.env[name];
  for (const before of [1, {}, { user: 'a' }, { user: 1, system: 'b' }, { user: -1, system: 2 }, { user: 3, system: -2 }, { user: 3, system: Infinity }]) console.log(told(() => process.cpuUsage(before)));
  console.log(told(() => process.setSourceMapsEnabled(1)), told(() => { process.config.variables = 1; }), Object.isFrozen(process.config));
};
