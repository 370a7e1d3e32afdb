exports.onExecutePostLogin = async () => {
  try {
    new ArrayBuffer(2 ** 31 - 1);
  } catch (error) {
    console.log(error.name);
  }
};
