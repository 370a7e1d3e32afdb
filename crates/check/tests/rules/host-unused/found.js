// A declared host that is only written down.
const HOME = 'https://www.acme.com';
exports.onExecutePostLogin = async () => {
  await fetch('https://api.acme.com', { signal: AbortSignal.timeout(3000) });
  void HOME;
};
