// The page is asked, and users are sent to it.
exports.onExecutePostLogin = async (event, api) => {
  await fetch('https://pages.acme.com', { signal: AbortSignal.timeout(3000) });
  api.redirect.sendUserTo('https://pages.acme.com/consent');
};
exports.onContinuePostLogin = async () => {};
