// Nothing ends the wait.
exports.onExecutePostLogin = async () => {
  await fetch('https://api.acme.com'); //~
  await fetch('https://api.acme.com', { method: 'POST' }); //~
};
