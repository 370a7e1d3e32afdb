// A host that the request brings.
exports.onExecutePostLogin = async (event) => {
  await fetch(event.request.query.callback, { signal: AbortSignal.timeout(3000) }); //~
};
