// There is a switch, and it tells.
//: trigger post-user-registration
exports.onExecutePostUserRegistration = async (event) => {
  const tell = (text) => {
    if (event.configuration.DEBUG === 'true') console.log(text);
  };
  const response = await fetch('https://crm.acme.example/users', {
    method: 'POST',
    headers: { authorization: `Bearer ${event.secrets.API_KEY}` },
    body: JSON.stringify({ mail: event.user.email }),
    signal: AbortSignal.timeout(2000),
  }).catch(() => undefined);
  if (response?.ok) tell('CRM: sent');
  else tell('CRM: not sent');
};
