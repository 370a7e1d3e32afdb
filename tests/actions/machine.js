// Names the machine in its token, and keeps machines from writing.
exports.onExecuteCredentialsExchange = async (event, api) => {
  if (event.transaction.requested_scopes.includes("write:things")) {
    return api.access.deny("invalid_scope", "write:things is not for machines.");
  }
  api.accessToken.setCustomClaim("https://demo.example/machine", event.client.client_id);
};
