// The customer decides; and a token that is not valid is refused for what it is.
exports.onExecutePostLogin = async (event, api) => {
  try {
    await fetch('https://api.acme.com', { signal: AbortSignal.timeout(3000) });
  } catch {
    if (event.configuration.ON_FAILURE === 'deny') api.access.deny('Try again later.');
  }
};
exports.onContinuePostLogin = async (event, api) => {
  try {
    api.redirect.validateToken({ secret: event.secrets.KEY });
  } catch {
    api.access.deny('You did not agree.');
  }
};
