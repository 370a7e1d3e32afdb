exports.onExecutePostLogin = async (event, api) => {
  console.log(event.secrets.API_KEY, event.configuration.REGION, event.user.app_metadata.plan, event.authentication?.methods);
  event.user.email = 'changed@example.com';
  delete event.user.app_metadata;
  console.log(event.user.email, event.user.app_metadata, Object.isExtensible(event));
};
