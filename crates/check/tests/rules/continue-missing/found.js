// Whoever comes back is asked nothing.
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo('https://pages.acme.com'); //~
};
