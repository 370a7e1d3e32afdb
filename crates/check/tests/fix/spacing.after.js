// Spaces between tokens.
exports.onExecutePostLogin = async(event, api) => {
  if (event.user.email && !event.user.email_verified) { api.access.deny('no'); } else { return }
  const { a, b = 1 } = event.configuration, c = { a, b }, d = [1, 2], e = {};
  for (let i = 0; i < 2; i += 1) { send(i, - 1, ...d) }
  return c ? a.b: `${ e }`+-d
};
const send = (x) => x;   // far
