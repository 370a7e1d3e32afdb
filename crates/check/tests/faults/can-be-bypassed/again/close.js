// The cache knows who passed.
exports.onExecutePostLogin = async (event, api) => {
  if (api.cache.get(event.user.user_id)) return;
  const response = await fetch('https://api.acme.example/risk');
  const answer = await response.json();
  if (answer.level !== 'low') {
    api.access.deny('This login was refused.');
    return;
  }
  api.cache.set(event.user.user_id, 'passed');
};
