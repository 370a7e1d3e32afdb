// Whoever writes the link says where the user goes.
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo(event.request.query.next); //~
};
exports.onContinuePostLogin = async () => {};
