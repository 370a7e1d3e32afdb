// The cache says that the user was checked, and not what came of it.
//: cell twice.denies
exports.onExecutePostLogin = async (event, api) => {
  if (api.cache.get(event.user.user_id)) return;
  const response = await fetch('https://api.acme.example/risk');
  const answer = await response.json();
  api.cache.set(event.user.user_id, 'checked');
  if (answer.level !== 'low') api.access.deny('This login was refused.');
};
