exports.onExecutePostLogin = async (event, api) => {
  let calls = 0;
  const value = { toJSON() { calls += 1; return { n: calls }; } };
  api.accessToken.setCustomClaim('a', value);
  console.log(calls);
  try {
    api.accessToken.setCustomClaim('b', { toJSON() { throw new RangeError('mine'); } });
  } catch (error) {
    console.log(error.name, error.message);
  }
};
