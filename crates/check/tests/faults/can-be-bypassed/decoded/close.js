// A token is read when its signature holds; who it is about is said by the host.
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo('https://pages.acme.example/terms');
};

exports.onContinuePostLogin = async (event, api) => {
  const answer = api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
  if (answer.terms !== 'agreed') api.access.deny('You have not agreed.');
};
