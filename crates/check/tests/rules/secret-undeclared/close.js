// The same names elsewhere.
exports.onExecutePostLogin = async (event) => {
  const { API_KEY } = event.secrets;
  const own = { secrets: { OTHER_KEY: 1 } };
  void [API_KEY, own.secrets.OTHER_KEY];
};
