// One is only in a permission, the others are read as a whole.
exports.onExecutePostLogin = async (event) => {
  const settings = { ...event.configuration };
  void settings.MODE;
};
