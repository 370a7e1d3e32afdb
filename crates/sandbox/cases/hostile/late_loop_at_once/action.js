// The handler has settled; what it left behind is ended, and changes nothing of the outcome.
exports.onExecutePostLogin = (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/a', 1);
  queueMicrotask(() => { for (;;); });
};
