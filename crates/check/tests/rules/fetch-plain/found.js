// Without encryption.
const BASE = 'http://api.acme.com';
exports.onExecutePostLogin = async () => {
  await fetch(`${BASE}/v1`, { signal: AbortSignal.timeout(3000) }); //~
};
