// Without the address of its page, nobody is sent there.
//: cell configuration.PAGE_URL.missing
exports.onExecutePostLogin = async (event, api) => {
  const { PAGE_URL } = event.configuration;
  if (!PAGE_URL) {
    console.log('Terms: there is no page.');
    return;
  }
  api.redirect.sendUserTo(PAGE_URL);
};

exports.onContinuePostLogin = async (event, api) => {
  const answer = api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
  if (answer.terms !== 'agreed') api.access.deny('You have not agreed.');
};
