// The second text is for the user.
//: trigger pre-user-registration
//: cell service.timeout
exports.onExecutePreUserRegistration = async (event, api) => {
  try {
    const response = await fetch('https://api.acme.example/mail', { signal: AbortSignal.timeout(2000) });
    const answer = await response.json();
    if (answer.blocked) api.access.deny('blocked', 'This address cannot be used.');
  } catch (error) {
    api.access.deny('no answer', String(error));
  }
};
