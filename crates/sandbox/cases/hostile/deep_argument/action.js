exports.onExecutePostLogin = async (event, api) => {
  const nested = (depth) => {
    let value = 1;
    for (let i = 0; i < depth; i++) value = [value];
    return value;
  };
  api.accessToken.setCustomClaim('https://a.example/100', nested(100));
  try {
    api.accessToken.setCustomClaim('https://a.example/200', nested(200));
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};
