exports.onExecutePostLogin = async (event, api) => {
  const value = { get a() { for (;;); } };
  api.accessToken.setCustomClaim('https://a.example/a', value);
};
