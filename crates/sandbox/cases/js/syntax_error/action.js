exports.onExecutePostLogin = async (event, api) => {
  const = 5;
};
