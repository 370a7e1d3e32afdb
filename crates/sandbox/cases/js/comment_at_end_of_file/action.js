exports.onExecutePostLogin = async (event, api) => { api.accessToken.setCustomClaim('a', 1); };
// the last line is a comment