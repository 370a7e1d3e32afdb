const early = new WeakRef({ made: 'at load' });
const registry = new FinalizationRegistry((held) => { console.log('collected', held); });
exports.onExecutePostLogin = async (event, api) => {
  (() => {
    for (let i = 0; i < 10; i++) registry.register({ i }, { resurrect: i });
  })();
  const weak = new WeakRef({});
  for (let i = 0; i < 100000; i++) { const a = {}; a.a = a; }
  await new Promise((resolve) => setTimeout(resolve, 1));
  console.log('end', typeof early.deref(), typeof weak.deref());
};
