// Nobody is sent away; the page is only asked.
exports.onExecutePostLogin = async () => {
  await fetch('https://pages.acme.com', { signal: AbortSignal.timeout(3000) });
};
