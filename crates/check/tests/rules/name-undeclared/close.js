// Names that begin as declared, and that of the configuration.
exports.onExecutePostLogin = async (event, api) => {
  api.idToken.setCustomClaim('https://acme.com/level', 1);
  api.idToken.setCustomClaim(`https://acme.com/${event.client.name}`, 1);
  api.idToken.setCustomClaim(event.configuration.CLAIM, 1);
};
