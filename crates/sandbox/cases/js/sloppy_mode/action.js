undeclared = 5;
exports.onExecutePostLogin = function (event, api) {
  with ({ inside: 1 }) api.accessToken.setCustomClaim('sloppy', [undeclared, inside, typeof arguments.callee]);
};
