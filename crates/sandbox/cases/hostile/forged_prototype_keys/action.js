exports.onExecutePostLogin = async (event, api) => {
  const value = JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}');
  api.user.setAppMetadata('__proto__', value);
  api.accessToken.setCustomClaim('__proto__', 1);
  api.transaction.setMetadata('__proto__', 'x');
  console.log({}.admin, event.transaction.metadata.admin, Object.keys(event.transaction.metadata).join());
};
