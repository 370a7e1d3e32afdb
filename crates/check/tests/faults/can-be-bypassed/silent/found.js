// Who has no browser is not sent to the check, and not refused either.
//: cell silent
exports.onExecutePostLogin = async (event, api) => {
  if (event.user.app_metadata.proof === 'passed') return;
  if (!api.redirect.canRedirect()) return;
  api.redirect.sendUserTo('https://pages.acme.example/proof');
};

exports.onContinuePostLogin = async (event, api) => {
  try {
    api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
    api.user.setAppMetadata('proof', 'passed');
  } catch {
    api.access.deny('You have not proved who you are.');
  }
};
