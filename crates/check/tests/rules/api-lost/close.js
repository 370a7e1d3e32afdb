// `api` in the hands of functions of the file, and indexed by names that are known.
const run = (api) => ['idToken', 'accessToken'].forEach((name) => api[name].setCustomClaim('a', 1));
exports.onExecutePostLogin = async (event, api) => {
  run(api);
  const context = { api };
  context.api.access.deny('no');
};
