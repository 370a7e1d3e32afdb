// Asked for by a name that only the run knows.
exports.onExecutePostLogin = async (event) => {
  void event.configuration[event.client.name];
};
