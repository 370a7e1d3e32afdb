// Something ends the wait, each in another way.
exports.onExecutePostLogin = async () => {
  const options = { method: 'POST' };
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1000);
  await fetch('https://api.acme.com', { ...options, signal: AbortSignal.timeout(3000) });
  await fetch(new Request('https://api.acme.com', { signal: controller.signal }));
  await Promise.race([fetch('https://api.acme.com'), wait(1000)]);
  await ask('https://api.acme.com', { signal: controller.signal });
};
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = (url, options) => fetch(url, options);
