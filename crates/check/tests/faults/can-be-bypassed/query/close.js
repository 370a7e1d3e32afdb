// The query says which form of the page it was; the token says what came of it.
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo('https://pages.acme.example/terms');
};

exports.onContinuePostLogin = async (event, api) => {
  let answer = {};
  try {
    answer = api.redirect.validateToken({
      secret: event.secrets.PAGE_SECRET,
      tokenParameterName: 'proof',
    });
  } catch {
    console.log('Terms: the answer is not valid.');
  }
  if (answer.terms !== 'agreed') {
    api.access.deny('You have not agreed.');
    return;
  }
  api.user.setAppMetadata('terms', 'agreed');
  api.user.setAppMetadata('terms_form', event.request.query.form ?? 'plain');
};
