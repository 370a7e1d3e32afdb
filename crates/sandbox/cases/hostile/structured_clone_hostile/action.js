exports.onExecutePostLogin = async () => {
  const bomb = {};
  let value = bomb;
  for (let i = 0; i < 20; i++) value = value.a = { b: value };
  const tries = {
    proxy: () => structuredClone(new Proxy({}, { get() { throw new Error('trap'); } })),
    getter: () => structuredClone({ get a() { throw new RangeError('getter'); } }),
    function: () => structuredClone({ f() {} }),
    symbol: () => structuredClone([Symbol('s')]),
    proto: () => Object.keys(structuredClone(JSON.parse('{"__proto__":{"polluted":1}}'))),
    cyclic: () => Object.keys(structuredClone(bomb)),
    transfer: () => structuredClone(1, { transfer: [{}] }),
    weak: () => structuredClone(new WeakMap()),
    tag: () => structuredClone({ [Symbol.toStringTag]: 'Date' }),
  };
  for (const name of Object.keys(tries)) {
    try {
      console.log(name, tries[name]());
    } catch (error) {
      console.log(name, error.name);
    }
  }
  console.log({}.polluted);
};
