exports.onExecutePostLogin = async (event, api) => {
  throw { code: 7 };
};
