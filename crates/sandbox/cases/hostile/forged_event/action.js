// The event is a copy: what is written into it stays here.
exports.onExecutePostLogin = async (event, api) => {
  event.user.user_id = 'auth0|admin';
  event.secrets = { KEY: 'x' };
  event.transaction.metadata.admin = true;
  delete event.user.email;
  Object.defineProperty(event, 'client', { get() { throw new Error('client'); } });
  event.transaction = null;
  api.transaction.setMetadata('a', 'b');
  api.access.deny(event.user.user_id);
};
