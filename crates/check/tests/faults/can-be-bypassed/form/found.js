// The page's answer is taken from a form that it posts, which anybody can post.
//: cell resume.missing
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo('https://pages.acme.example/terms');
};

exports.onContinuePostLogin = async (event, api) => {
  if (event.request.body.agreed !== 'yes') api.access.deny('You have not agreed.');
};
