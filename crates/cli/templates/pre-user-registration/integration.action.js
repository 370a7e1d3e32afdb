// Refuses addresses of some domains.

/**
 * Runs when somebody signs up, before the user is made.
 *
 * @param {Event} event - Who signs up, and how the customer configured this integration.
 * @param {PreUserRegistrationAPI} api - What a sign-up may be asked to do.
 */
exports.onExecutePreUserRegistration = async (event, api) => {
  const refused = (event.configuration.REFUSED_DOMAINS ?? '')
    .split(',')
    .map((domain) => domain.trim().toLowerCase());
  const domain = (event.user.email ?? '').split('@').pop().toLowerCase();
  if (domain === '' || !refused.includes(domain)) return;

  api.access.deny('refused_domain', 'Addresses of this domain cannot sign up here.');
};
