exports.onExecutePostLogin = async (event, api) => {
  console.log(event.secrets);
};
