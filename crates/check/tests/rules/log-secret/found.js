// A secret, and what is made of one.
exports.onExecutePostLogin = async (event) => {
  const headers = { authorization: `Bearer ${event.secrets.KEY}` };
  if (event.configuration.DEBUG === 'true') console.log('sending', headers); //~
};
