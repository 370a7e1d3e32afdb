// Without its key the check cannot be passed.
exports.onExecutePostLogin = async (event, api) => {
  const { API_KEY } = event.secrets;
  if (!API_KEY) {
    api.access.deny('This login cannot be checked.');
    return;
  }
  const response = await fetch('https://api.acme.example/risk', { headers: { authorization: `Bearer ${API_KEY}` } });
  const answer = await response.json();
  if (answer.level !== 'low') api.access.deny('This login was refused.');
};
