// Waits as long as it takes.
exports.onExecutePostLogin = async () => {
  const response = await fetch('https://api.acme.example/a');
  await response.text();
};
