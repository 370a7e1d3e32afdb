let count = 0;
exports.onExecutePostLogin = async (event, api) => {
  count += 1;
  globalThis.kept = (globalThis.kept ?? 0) + 1;
  api.accessToken.setCustomClaim('count', [count, globalThis.kept]);
};
