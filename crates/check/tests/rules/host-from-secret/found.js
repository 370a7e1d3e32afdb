// A host that nobody is shown.
exports.onExecutePostLogin = async (event) => {
  await fetch(`https://${event.secrets.HOST}/v1`, { signal: AbortSignal.timeout(3000) }); //~
};
