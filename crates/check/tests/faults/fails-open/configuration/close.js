// Without the address of its page, nobody can agree.
exports.onExecutePostLogin = async (event, api) => {
  const { PAGE_URL } = event.configuration;
  if (!PAGE_URL) {
    console.log('Terms: there is no page.');
    api.access.deny('You cannot agree at the moment.');
    return;
  }
  api.redirect.sendUserTo(PAGE_URL);
};

exports.onContinuePostLogin = async (event, api) => {
  const answer = api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
  if (answer.terms !== 'agreed') api.access.deny('You have not agreed.');
};
