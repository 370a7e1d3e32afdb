// A page that is not declared.
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo('https://pages.acme.com/consent'); //~
};
exports.onContinuePostLogin = async () => {};
