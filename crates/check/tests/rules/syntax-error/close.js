// Unusual and right.
exports.onExecutePostLogin = async (event) => {
  label: for (;;) {
    if (event) break label;
  }
};
