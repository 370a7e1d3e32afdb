exports.onExecutePostLogin = async (event, api) => {
  console.log(Promise.resolve(1), new Promise(() => {}), new WeakMap());
  console.log(new Proxy({ a: 1 }, { get() { throw new Error('trap'); }, ownKeys() { throw new Error('trap'); } }));
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  console.log(proxy);
};
