exports.onExecutePostLogin = async (event, api) => {
  api.access.deny('no', 'extra');
  api.accessToken.setCustomClaim('after', 1);
  console.log('after deny');
};
