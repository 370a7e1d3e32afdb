// A claim beside those that are declared.
exports.onExecutePostLogin = async (event, api) => {
  api.idToken.setCustomClaim('https://acme.com/plan', 1);
  api.idToken.setCustomClaim('https://acme.com/level', 1); //~
};
