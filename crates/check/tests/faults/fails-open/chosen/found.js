// The customer chooses what happens when the service cannot be asked.
//: cell service.timeout
exports.onExecutePostLogin = async (event, api) => {
  try {
    const response = await fetch('https://api.acme.example/risk', { signal: AbortSignal.timeout(2000) });
    const answer = await response.json();
    if (answer.level === 'low') return;
    if (answer.level === 'high') {
      api.access.deny('This login was refused.');
      return;
    }
  } catch {
    console.log('Risk: the service did not answer.');
  }
  if (event.configuration.ON_FAILURE !== 'allow') api.access.deny('This login cannot be checked.');
};
