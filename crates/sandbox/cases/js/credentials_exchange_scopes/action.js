exports.onExecuteCredentialsExchange = async (event, api) => {
  console.log(typeof api.redirect, typeof api.accessToken.setCustomClaim);
  api.transaction.addTargetScope('read:a');
  api.transaction.addTargetScope('read:b');
  api.transaction.removeTargetScope('read:a');
  console.log(event.transaction.target_scopes);
  api.access.deny('invalid_request', 'reason');
};
