// A host beside the one that is declared, and another port.
exports.onExecutePostLogin = async () => {
  const signal = AbortSignal.timeout(3000);
  await fetch('https://api.acme.com', { signal });
  await fetch('https://acme.com', { signal }); //~
  await fetch('https://api.acme.com:8443', { signal }); //~
};
