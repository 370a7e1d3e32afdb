// A post-login action as customers write them: guard clauses, a look at metadata, a few claims, a line in the log.
const NAMESPACE = "https://example.com";
const PLANS = new Map([["free", 1], ["silver", 5], ["gold", 25]]);

function domainOf(email) {
  return typeof email === "string" ? email.split("@").pop().toLowerCase() : "";
}

exports.onExecutePostLogin = async (event, api) => {
  const blocked = (event.secrets.BLOCKED_DOMAINS || "").split(",").map((name) => name.trim());
  const domain = domainOf(event.user.email);
  if (blocked.includes(domain)) {
    return api.access.deny(`logins from ${domain} are not allowed`);
  }
  const roles = (event.authorization?.roles ?? []).filter((role) => /^[a-z:-]+$/.test(role)).sort();
  const plan = event.user.app_metadata.plan || "free";
  api.idToken.setCustomClaim(`${NAMESPACE}/roles`, roles);
  api.accessToken.setCustomClaim(`${NAMESPACE}/roles`, roles);
  api.accessToken.setCustomClaim(`${NAMESPACE}/plan`, { name: plan, seats: PLANS.get(plan) ?? 0 });
  if (event.stats.logins_count === 1) {
    api.user.setAppMetadata("first_login", new Date().toISOString());
  }
  for (const [key, value] of Object.entries(event.user.user_metadata)) {
    if (key.startsWith("public_")) api.idToken.setCustomClaim(`${NAMESPACE}/${key.slice(7)}`, value);
  }
  console.log("login of %s with %d roles", event.user.user_id, roles.length);
};
