// The user reads what the service's client said.
exports.onExecutePostLogin = async (event, api) => {
  try {
    await fetch('https://api.acme.com', { signal: AbortSignal.timeout(3000) });
  } catch (error) {
    api.access.deny(`The check failed: ${error.message}`); //~
  }
};
