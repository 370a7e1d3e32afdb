// A name from the configuration with something behind it.
exports.onExecutePostLogin = async (event, api) => {
  api.user.setAppMetadata('acme_id', 1);
  api.idToken.setCustomClaim(`${event.configuration.SPACE}/plan`, 1); //~
};
