exports.onExecutePostLogin = async () => {
  let depth = 0;
  const down = () => {
    depth += 1;
    down();
  };
  try {
    down();
  } catch (error) {
    console.log(error instanceof RangeError, depth > 100, depth < 2000);
  }
};
