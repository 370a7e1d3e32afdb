module.exports = {
  onExecutePostLogin: async (event, api) => {
    api.accessToken.setCustomClaim('typeof', [typeof require, typeof module, typeof exports, typeof __filename, typeof __dirname]);
    api.accessToken.setCustomClaim('same', module.exports !== exports);
  },
};
