exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/before', true);
  try {
    for (;;);
  } catch {
    api.accessToken.setCustomClaim('https://a.example/caught', true);
  } finally {
    api.accessToken.setCustomClaim('https://a.example/finally', true);
  }
};
