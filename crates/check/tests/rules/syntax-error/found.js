// A bracket too few.
exports.onExecutePostLogin = async (event) => {
  if (event.user { //~
  }
};
