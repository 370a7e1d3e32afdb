// What stands in the query, anybody can write there.
//: cell resume.missing
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo('https://pages.acme.example/terms');
};

exports.onContinuePostLogin = async (event, api) => {
  if (event.request.query.terms !== 'agreed') {
    api.access.deny('You have not agreed.');
    return;
  }
  api.user.setAppMetadata('terms', 'agreed');
};
