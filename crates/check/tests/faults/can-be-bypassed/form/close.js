// The answer is taken from a form of the host's own.
exports.onExecutePostLogin = async (event, api) => {
  api.prompt.render('ap_terms');
};

exports.onContinuePostLogin = async (event, api) => {
  if (event.prompt?.fields?.agreed !== 'yes') api.access.deny('You have not agreed.');
};
