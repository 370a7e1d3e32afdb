// Without its key the check is left out.
//: cell secret.API_KEY.missing.denies
exports.onExecutePostLogin = async (event, api) => {
  const { API_KEY } = event.secrets;
  if (!API_KEY) {
    console.log('Risk: there is no key.');
    return;
  }
  const response = await fetch('https://api.acme.example/risk', { headers: { authorization: `Bearer ${API_KEY}` } });
  const answer = await response.json();
  if (answer.level !== 'low') api.access.deny('This login was refused.');
};
