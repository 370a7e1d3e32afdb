// No fixture says when the handler refuses; its own comparison does.
//: cell service.status-400
exports.onExecutePostLogin = async (event, api) => {
  const response = await fetch('https://api.acme.example/blocked', { signal: AbortSignal.timeout(2000) });
  if (!response.ok) {
    console.log('Blocked: the service did not answer.');
    return;
  }
  const answer = await response.json();
  if (answer.user.state === 'blocked') api.access.deny('This login was refused.');
};
