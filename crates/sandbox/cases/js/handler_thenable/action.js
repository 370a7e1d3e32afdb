exports.onExecutePostLogin = (event, api) => ({
  then(resolve) {
    setTimeout(() => {
      api.accessToken.setCustomClaim('thenable', true);
      resolve();
      resolve();
    }, 1);
  },
});
