// There is no api while a module loads; what hangs on the global object is the language.
const found = [typeof api, typeof event, typeof lw, typeof latchwork, typeof __latchwork, typeof std, typeof os, typeof bjson, typeof print, typeof scriptArgs, typeof gc];
exports.onExecutePostLogin = async () => {
  console.log(found.join());
};
