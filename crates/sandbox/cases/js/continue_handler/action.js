exports.onExecutePostLogin = async () => { throw new Error('not this one'); };
exports.onContinuePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('continued', true);
};
