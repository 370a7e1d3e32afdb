exports.onExecutePostLogin = async () => {
  let proxy = {};
  for (let i = 0; i < 20000; i++) proxy = new Proxy(proxy, {});
  const tries = {
    get: () => proxy.a,
    set: () => { proxy.a = 1; },
    has: () => 'a' in proxy,
    keys: () => Object.keys(proxy),
    prototype: () => Object.getPrototypeOf(proxy),
    isArray: () => Array.isArray(proxy),
    json: () => JSON.stringify(proxy),
    extensible: () => Object.isExtensible(proxy),
    text: () => `${proxy}`,
  };
  for (const name of Object.keys(tries)) {
    try {
      tries[name]();
      console.log(name, 'done');
    } catch (error) {
      console.log(name, error.name);
    }
  }
};
