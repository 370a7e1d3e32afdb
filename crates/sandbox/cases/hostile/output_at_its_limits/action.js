exports.onExecutePostLogin = async (event, api) => {
  for (let i = 0; i < 3; i++) api.accessToken.addScope(`s${i}`);
};
