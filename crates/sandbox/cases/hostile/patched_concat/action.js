// QuickJS joins template literals by calling `String.prototype.concat`; whoever patches it breaks the library for itself.
String.prototype.concat = function () { return 'access.deny'; };
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/a', 1);
};
