exports.onExecutePostLogin = async (event, api) => {
  console.trace('where %s', 'here');
};
