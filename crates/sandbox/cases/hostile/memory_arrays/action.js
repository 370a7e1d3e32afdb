exports.onExecutePostLogin = async (event, api) => {
  const all = [];
  try {
    for (;;) all.push([1, 2, 3, 4, 5, 6, 7, 8]);
  } catch {
    api.accessToken.setCustomClaim('https://a.example/caught', true);
  }
};
