// The six triggers, as the partner templates begin them.
// === post-login
//: trigger post-login
//= event user.email
exports.onExecutePostLogin = async (event, api) => {
  console.log(`Hello ${event.user.email}`);
};
// === credentials-exchange
//: trigger credentials-exchange
//: configuration CLAIM
//= event client.client_id
//= event client.metadata.tier
//= event resource_server.identifier
//= event accessToken.scope
//= event request.body.audience
//= event transaction.requested_scopes
//= api access.deny
//= api accessToken.setCustomClaim {configuration.CLAIM}
exports.onExecuteCredentialsExchange = async (event, api) => {
  const { client, resource_server: { identifier } } = event;
  if (event.transaction.requested_scopes.includes('admin') && client.metadata.tier !== 'gold') {
    api.access.deny('invalid_scope', `${client.client_id} may not have it`);
    return;
  }
  if (identifier === event.request.body.audience && event.accessToken.scope.length > 0) {
    api.accessToken.setCustomClaim(event.configuration.CLAIM, client.metadata.tier);
  }
};
// === pre-user-registration
//: trigger pre-user-registration
//= event user.email
//= event request.body.ulp-company
//= event client.client_id
//= event connection.name
//= api access.deny
//= api user.setAppMetadata company
//= api validation.error
exports.onExecutePreUserRegistration = async (event, api) => {
  const company = event.request.body['ulp-company'];
  if (!company) return api.validation.error('no_company', 'Please name your company.');
  if (event.user.email?.endsWith('@refused.example')) return api.access.deny('domain', 'You cannot register.');
  if (event.client?.client_id && event.connection.name === 'users') api.user.setAppMetadata('company', company);
};
// === post-user-registration
//: trigger post-user-registration
//= event user.user_id
//= event user.email
//= event user.user_metadata.lang
//= event connection.name
//= host in.acme.com
exports.onExecutePostUserRegistration = async (event) => {
  const { user, connection } = event;
  await fetch('https://in.acme.com/welcome', {
    method: 'POST',
    body: JSON.stringify({ id: user.user_id, to: user.email, lang: user.user_metadata.lang, from: connection.name }),
    signal: AbortSignal.timeout(5000),
  });
};
// === post-change-password
//: trigger post-change-password
//= event user.user_id
//= event user.last_password_reset
//= event request.ip
//= host in.acme.com
exports.onExecutePostChangePassword = async ({ user, request }) => {
  const body = new URLSearchParams({ user: user.user_id, at: user.last_password_reset, ip: request.ip });
  await fetch('https://in.acme.com/changed', { method: 'POST', body, signal: AbortSignal.timeout(5000) });
};
// === send-phone-message
//: trigger send-phone-message
//: configuration SMS_FROM
//= event message_options.recipient
//= event message_options.text
//= event message_options.message_type
//= event client.client_id
//= event user.app_metadata.sms_off
//= host api.sms.example
exports.onExecuteSendPhoneMessage = async (event, api) => {
  const { recipient: to, text, message_type: kind } = event.message_options;
  if (event.user.app_metadata.sms_off || event.client?.client_id === 'x') return;
  const response = await fetch(`https://api.sms.example/${kind === 'voice' ? 'calls' : 'messages'}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${event.secrets.SMS_KEY}` },
    body: new URLSearchParams({ From: event.configuration.SMS_FROM, To: to, Body: text }),
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error('the message was not taken');
};
