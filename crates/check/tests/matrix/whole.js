// Everything that can go wrong can go wrong here.
exports.onExecutePostLogin = async (event, api) => {
  const { API_KEY, PAGE_SECRET } = event.secrets;
  const response = await fetch(`${event.configuration.SERVICE_URL}/risk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify({ email: event.user.email }),
    signal: AbortSignal.timeout(2000),
  });
  const { level } = await response.json();
  if (level === 'high') return api.access.deny('refused');
  const token = api.redirect.encodeToken({ secret: PAGE_SECRET, payload: {} });
  api.redirect.sendUserTo('https://pages.acme.example/', { query: { token } });
};

exports.onContinuePostLogin = async (event, api) => {
  const { consent } = api.redirect.validateToken({ secret: event.secrets.PAGE_SECRET });
  if (consent !== 'given') api.access.deny('refused');
};
