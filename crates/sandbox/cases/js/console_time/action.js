exports.onExecutePostLogin = async (event, api) => {
  console.time('t');
  console.timeLog('t', 'extra');
  console.timeEnd('t');
  console.timeEnd('t');
};
