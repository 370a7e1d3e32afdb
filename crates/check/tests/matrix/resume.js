// Says what is wrong with the token that came back.
exports.onExecutePostLogin = async (event, api) => {
  const token = api.redirect.encodeToken({ secret: event.secrets.B_SECRET, payload: { round: 7 } });
  api.transaction.setMetadata('left', 'yes');
  api.redirect.sendUserTo('https://pages.acme.example/', { query: { token } });
};

exports.onContinuePostLogin = async (event, api) => {
  console.log(`left ${event.transaction?.metadata.left} ${event.request.method}`);
  try {
    const { round, proof } = api.redirect.validateToken({ secret: event.secrets.B_SECRET, tokenParameterName: 'proof_token' });
    console.log(`round ${round} proof ${proof === 'ok'}`);
  } catch (error) {
    console.log(error.message);
  }
};
