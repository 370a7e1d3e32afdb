// Comparisons with texts become strict; others are left to their author.
exports.onExecutePostLogin = async (event, api) => {
  const { MODE } = event.configuration;
  if (MODE == 'strict' /* == */ || 'off' != event.user.app_metadata.mode) api.access.deny('no');
  if (event.stats.logins_count == 1 || MODE == null) return;
  let own = 1;
  if (own == '1') return;
};
