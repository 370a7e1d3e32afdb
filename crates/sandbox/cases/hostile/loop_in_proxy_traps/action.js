exports.onExecutePostLogin = async (event, api) => {
  const value = new Proxy({}, { ownKeys() { for (;;); }, getPrototypeOf() { for (;;); }, get() { for (;;); } });
  console.log('printing asks no trap', value);
  api.accessToken.setCustomClaim('https://a.example/a', value);
};
