exports.onExecutePostLogin = async () => {
  const chain = function* (n) {
    if (n > 0) yield* chain(n - 1);
    yield n;
  };
  try {
    [...chain(100000)].length;
  } catch (error) {
    console.log(error.name);
  }
  const promised = async (n) => (n === 0 ? 0 : 1 + (await promised(n - 1)));
  try {
    await promised(100000);
  } catch (error) {
    console.log(error.name);
  }
};
