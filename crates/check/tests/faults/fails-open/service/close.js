// What cannot be checked is refused.
exports.onExecutePostLogin = async (event, api) => {
  try {
    const response = await fetch('https://api.acme.example/risk', { signal: AbortSignal.timeout(2000) });
    const answer = await response.json();
    if (answer.level === 'low') return;
  } catch {
    console.log('Risk: the service did not answer.');
  }
  api.access.deny('This login was refused.');
};
