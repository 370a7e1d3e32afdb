// A refresh is checked like any login.
exports.onExecutePostLogin = async (event, api) => {
  const isRefresh = event.transaction?.protocol === 'oauth2-refresh-token';
  const response = await fetch(`https://api.acme.example/risk?refresh=${isRefresh}`);
  const answer = await response.json();
  if (answer.level !== 'low') api.access.deny('This login was refused.');
};
