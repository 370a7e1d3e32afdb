exports.onExecutePostLogin = async () => {
  for (const length of [2 ** 32, 2 ** 53 - 1, -1]) {
    try {
      new ArrayBuffer(length);
    } catch (error) {
      console.log(`${error.name}: ${error.message}`);
    }
  }
};
