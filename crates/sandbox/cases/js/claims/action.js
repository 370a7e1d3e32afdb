exports.onExecutePostLogin = async (event, api) => {
  console.log("plan %s", event.user.app_metadata.plan, { a: [1, 2] });
  api.accessToken.setCustomClaim("https://example.com/plan", event.user.app_metadata.plan);
  api.idToken.setCustomClaim("https://example.com/email", event.user.email);
};
