exports.onExecutePostLogin = async (event, api) => {
  for (let i = 0; i < 20; i++) api.accessToken.setCustomClaim(`https://a.example/${i}`, 'x'.repeat(100000));
};
