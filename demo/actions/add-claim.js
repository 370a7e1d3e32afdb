// Adds two claims, so that both tokens show that an action ran.
exports.onExecutePostLogin = async (event, api) => {
  const email = event.user.email ?? "somebody";
  api.idToken.setCustomClaim("https://demo.example/greeting", `Hello, ${email}`);
  api.accessToken.setCustomClaim("https://demo.example/logins", event.stats.logins_count);
};
