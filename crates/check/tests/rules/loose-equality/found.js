// Data from outside, compared with conversion.
exports.onExecutePostLogin = async (event, api) => {
  const { MODE } = event.configuration;
  if (MODE == 'strict') api.access.deny('no'); //~
  if (event.stats.logins_count != 1) return; //~
  const answer = await (await fetch('https://api.acme.com', { signal: AbortSignal.timeout(1) })).json();
  if (answer.ok == true) return; //~
};
