// Names that begin with a text, and one of two.
exports.onExecutePostLogin = async (event, api) => {
  const name = event.configuration.LONG === 'true' ? 'https://acme.com/membership' : 'https://acme.com/plan';
  api.idToken.setCustomClaim(name, 1);
  api.idToken.setCustomClaim(`https://acme.com/${event.client.name}`, 1);
};
