exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/a', 'x'.repeat(10 << 20));
};
