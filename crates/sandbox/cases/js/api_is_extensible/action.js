exports.onExecutePostLogin = async (event, api) => {
  api.mine = 1;
  api.accessToken.extra = 2;
  console.log(api.mine, api.accessToken.extra, Object.keys(api).includes('access'), typeof api.access.deny, api.access.deny.name);
};
