// A secret that the form does not have.
exports.onExecutePostLogin = async (event) => {
  const { API_KEY, OTHER_KEY } = event.secrets; //~
  void [API_KEY, OTHER_KEY];
};
