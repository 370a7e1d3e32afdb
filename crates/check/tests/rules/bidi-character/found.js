// What looks like a comment is code.
exports.onExecutePostLogin = async (event, api) => {
  const role = 'user‮ ⁦// only for admins⁩ ⁦'; //~
  if (role !== 'user') api.access.deny('no');
};
