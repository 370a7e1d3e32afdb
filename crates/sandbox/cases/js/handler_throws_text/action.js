exports.onExecutePostLogin = async (event, api) => {
  throw 'just text';
};
