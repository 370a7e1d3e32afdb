exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/n', [NaN, Infinity, -Infinity, -0, 1e308, 5e-324, 2 ** 53, 2 ** 64, 1e21, 0.1]);
};
