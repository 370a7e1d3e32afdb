exports.onExecutePostLogin = async (event, api) => {
  const { log } = console;
  log('detached works');
  [1, 2].forEach(console.log);
};
