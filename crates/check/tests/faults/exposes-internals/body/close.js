// What the service answered chooses the text.
exports.onExecutePostLogin = async (event, api) => {
  const { SERVICE_URL } = event.configuration;
  try {
    const response = await fetch(new URL('/risk', SERVICE_URL), { signal: AbortSignal.timeout(2000) });
    if (!response.ok) {
      api.access.deny('This login was refused.');
      return;
    }
    const answer = await response.json();
    if (answer.level !== 'low') api.access.deny(answer.message ? 'Refused for your protection.' : 'Refused.');
  } catch (error) {
    console.log('Risk: no answer.', error.name);
    api.access.deny('This login was refused.');
  }
};
