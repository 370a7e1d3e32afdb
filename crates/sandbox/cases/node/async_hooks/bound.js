const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
exports.onExecutePostLogin = async () => {
  const storage = new AsyncLocalStorage();
  const other = new AsyncLocalStorage();
  console.log(storage.getStore());
  const bound = storage.run({ id: 1 }, (a, b) => {
    console.log(storage.getStore(), other.getStore(), a, b);
    storage.run('inner', () => other.run('both', () => console.log(storage.getStore(), other.getStore())));
    console.log(storage.getStore(), storage.exit(() => storage.getStore()));
    try {
      storage.run('thrown', () => { throw new Error('out'); });
    } catch (error) {
      console.log(error.message, storage.getStore());
    }
    return [AsyncLocalStorage.bind((x) => [storage.getStore(), x]), AsyncLocalStorage.snapshot(), new AsyncResource('kept')];
  }, 'a', 'b');
  console.log(bound[0]('x'), bound[1]((y) => [storage.getStore(), y], 'y'));
  console.log(bound[2].runInAsyncScope(function (z) { return [storage.getStore(), this.self, z]; }, { self: true }, 'z'));
  storage.disable();
  console.log(storage.getStore());
  for (const type of [undefined, 1, '']) {
    try {
      console.log(new AsyncResource(type));
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
};
