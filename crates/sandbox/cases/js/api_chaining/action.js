exports.onExecutePostLogin = async (event, api) => {
  console.log(api.accessToken.setCustomClaim('a', 1).idToken.setCustomClaim('b', { c: [true, null] }).user.setUserMetadata('k', 'v').user.setAppMetadata('gone', null) === api);
  console.log(api.transaction.setMetadata('m', 5));
};
