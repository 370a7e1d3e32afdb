// The page of the configuration.
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo(new URL('/consent', event.configuration.PAGES).href);
};
exports.onContinuePostLogin = async () => {};
