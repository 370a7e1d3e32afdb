// A rebuilt example: traits of the user go to a customer data platform at each login.
//: configuration CDP_URL SEND_TRAITS DEBUG
//= event user.user_id
//= event user.email
//= event user.email_verified
//= event user.name
//= event user.created_at
//= event user.app_metadata.cdp_id
//= event client.name
//= event client.client_id
//= event client.metadata.CDP_REQUIRED
//= event request.ip
//= event request.user_agent
//= event request.geoip.countryCode
//= event stats.logins_count
//= api access.deny
//= api user.setAppMetadata cdp_id
//= host {configuration.CDP_URL}
const axios = require('axios');

/**
 * @param {Event} event
 * @param {PostLoginAPI} api
 */
exports.onExecutePostLogin = async (event, api) => {
  const { user, client, request, configuration, secrets } = event;
  const isRequired = client.metadata?.CDP_REQUIRED === 'true';
  if (!secrets.CDP_WRITE_KEY || !configuration.CDP_URL) {
    console.log('CDP_WRITE_KEY or CDP_URL is not configured.');
    if (isRequired) api.access.deny('The login cannot be completed.');
    return;
  }

  const traits = configuration.SEND_TRAITS === 'true' ? traitsOf(user) : {};
  try {
    const { data } = await axios.post(
      `${configuration.CDP_URL}/v1/identify`,
      {
        userId: user.app_metadata?.cdp_id ?? user.user_id,
        traits: { ...traits, logins: event.stats.logins_count },
        context: contextOf(request, client),
      },
      { headers: { authorization: `Basic ${Buffer.from(`${secrets.CDP_WRITE_KEY}:`).toString('base64')}` }, timeout: 5000 },
    );
    if (data.id && data.id !== user.app_metadata.cdp_id) api.user.setAppMetadata('cdp_id', data.id);
  } catch (error) {
    if (configuration.DEBUG === 'true') console.log(`CDP: ${error.message}`);
    if (isRequired) return api.access.deny('The login cannot be completed.');
  }
};

const traitsOf = ({ email, email_verified, name, created_at }) => ({
  email: email_verified ? email : undefined,
  name,
  createdAt: created_at,
});

const contextOf = (request, client) => ({
  ip: request.ip,
  userAgent: request.user_agent,
  location: { country: request.geoip?.countryCode },
  app: { name: client.name, id: client.client_id },
});
