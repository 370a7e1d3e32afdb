// Handlers, exported in every way there is.
// === module.exports
//= event user.email
module.exports = { onExecutePostLogin: async (event) => event.user.email };
// === module.exports with a method and a continue handler
//= event user.email
//= event request.query.state
module.exports = {
  async onExecutePostLogin(event) {
    return event.user.email;
  },
  onContinuePostLogin: async (event) => event.request.query.state,
};
// === a member of module.exports
//= event user.email
module.exports.onExecutePostLogin = async function handler(event) {
  return event.user.email;
};
// === a declaration
//= event user.email
exports.onExecutePostLogin = onExecutePostLogin;
async function onExecutePostLogin(event) {
  return event.user.email;
}
// === a constant
//= event user.email
const onExecutePostLogin = async (event) => event.user.email;
module.exports = { onExecutePostLogin };
// === wrapped by a function of the file
//= event user.email
//= api access.deny
const guarded = (handler) => async (event, api) => {
  try {
    await handler(event, api);
  } catch {
    api.access.deny('no');
  }
};
exports.onExecutePostLogin = guarded(async (event) => event.user.email);
// === copied into exports
//= event user.email
Object.assign(module.exports, { onExecutePostLogin: async (event) => event.user.email });
// === both names of exports
//= event user.email
exports = module.exports = { onExecutePostLogin: async (event) => event.user.email };
// === no handler of this trigger
//= note 1 the code exports no function `onExecutePostLogin`
exports.onExecutePreUserRegistration = async (event) => event.user.email;
// === several names in turn
//= event user.email
const handlers = {};
handlers['onExecute' + 'PostLogin'] = async (event) => event.user.email;
for (const name of ['onExecutePostLogin']) exports[name] = handlers[name];
