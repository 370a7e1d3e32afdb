// The api object for the engines this project does not run actions in: it records, and nothing else.
function makeApi(commands) {
  const record = (type) => (...args) => { commands.push([type, ...args]); return api; };
  const api = {
    access: { deny: record("access.deny") },
    idToken: { setCustomClaim: record("idToken.setCustomClaim") },
    accessToken: { setCustomClaim: record("accessToken.setCustomClaim") },
    user: { setAppMetadata: record("user.setAppMetadata") },
  };
  return api;
}
function execute(exports, eventText) {
  const commands = [];
  let failed = null;
  exports.onExecutePostLogin(JSON.parse(eventText), makeApi(commands)).catch((error) => { failed = error; });
  if (failed) throw failed;
  return JSON.stringify(commands);
}
