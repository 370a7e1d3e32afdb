exports.onExecutePostLogin = async () => {
  for (const name of ['fs', 'crypto', 'qjs:os', './action.js', 'data:text/javascript,export default 1', 'https://a.example/x.js', { toString() { throw new Error('name'); } }]) {
    try {
      console.log(typeof (await import(name)));
    } catch (error) {
      console.log(error.name);
    }
  }
  try {
    (0, eval)('import.meta');
  } catch (error) {
    console.log(error.name);
  }
};
