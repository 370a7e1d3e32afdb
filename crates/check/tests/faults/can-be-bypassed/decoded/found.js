// A token is read, and its signature is not.
//: cell resume.forged
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo('https://pages.acme.example/terms');
};

exports.onContinuePostLogin = async (event, api) => {
  const token = event.request.body.session_token;
  if (!token || event.secrets.PAGE_SECRET === undefined) {
    api.access.deny('Please sign in again.');
    return;
  }
  const answer = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  if (answer.terms !== 'agreed') api.access.deny('You have not agreed.');
};
