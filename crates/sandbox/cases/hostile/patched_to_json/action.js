// As in Node, `toJSON` on a prototype changes what this action's own values become; a text stays as it is.
Object.prototype.toJSON = function () { return 'replaced'; };
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/a', { b: 1 });
  api.access.deny('as decided');
};
