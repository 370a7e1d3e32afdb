// A refresh is not checked.
//: cell refresh.denies
exports.onExecutePostLogin = async (event, api) => {
  if (event.transaction?.protocol === 'oauth2-refresh-token') return;
  const response = await fetch('https://api.acme.example/risk');
  const answer = await response.json();
  if (answer.level !== 'low') api.access.deny('This login was refused.');
};
