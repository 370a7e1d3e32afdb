// The service is out of order: nobody signs in.
exports.onExecutePostLogin = async (event, api) => {
  const refuse = () => api.access.deny('Try again later.'); //~
  try {
    await fetch('https://api.acme.com', { signal: AbortSignal.timeout(3000) });
  } catch (error) {
    refuse();
  }
};
