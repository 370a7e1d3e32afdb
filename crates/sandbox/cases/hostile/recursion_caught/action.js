exports.onExecutePostLogin = async (event, api) => {
  let depth = 0;
  const down = () => {
    depth += 1;
    down();
  };
  try {
    down();
  } catch (error) {
    console.log(error instanceof RangeError, error.name, error.message, depth > 5000);
  }
  api.idToken.setCustomClaim('https://a.example/after', 1);
};
