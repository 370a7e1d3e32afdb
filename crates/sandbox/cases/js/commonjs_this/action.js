const self = this;
exports.onExecutePostLogin = function (event, api) {
  api.accessToken.setCustomClaim('this', [self === exports, this === module.exports, (function () { return this === globalThis; })()]);
};
