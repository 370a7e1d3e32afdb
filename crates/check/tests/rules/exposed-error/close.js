// The tenant's log has the message, the user another text.
//: trigger pre-user-registration
exports.onExecutePreUserRegistration = async (event, api) => {
  try {
    await fetch('https://api.acme.com', { signal: AbortSignal.timeout(3000) });
  } catch (error) {
    api.access.deny(error.message, 'Please try again later.');
  }
};
