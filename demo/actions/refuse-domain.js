// Refuses every address of one domain; the application is told why.
const REFUSED_DOMAIN = "refused.example";

exports.onExecutePostLogin = async (event, api) => {
  const domain = (event.user.email ?? "").split("@").pop().toLowerCase();
  if (domain === REFUSED_DOMAIN) {
    api.access.deny(`Addresses of ${REFUSED_DOMAIN} may not sign in.`);
  }
};
