// A token that is not valid is passed over.
//: cell resume.missing
exports.onExecutePostLogin = async (event, api) => {
  if (event.user.app_metadata.proof === 'passed') return;
  const token = api.redirect.encodeToken({ secret: event.secrets.PAGE_SECRET, payload: {} });
  api.redirect.sendUserTo('https://pages.acme.example/proof', { query: { session_token: token } });
};

exports.onContinuePostLogin = async (event, api) => {
  try {
    const answer = api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
    if (answer.proof !== 'passed') api.access.deny('You have not proved who you are.');
  } catch {
    console.log('Proof: the answer is not valid.');
  }
};
