// A default that requests go to.
exports.onExecutePostLogin = async (event) => {
  await fetch(event.configuration.SERVICE_URL, { signal: AbortSignal.timeout(3000) });
};
