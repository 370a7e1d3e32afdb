// One of two hosts is asked, by configuration.
const HOSTS = { a: 'https://api.acme.com', b: 'https://www.acme.com' };
exports.onExecutePostLogin = async (event) => {
  await fetch(HOSTS[event.configuration.WHICH], { signal: AbortSignal.timeout(3000) });
};
