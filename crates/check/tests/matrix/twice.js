// Says what the first time left behind.
exports.onExecutePostLogin = async (event, api) => {
  console.log(`cache ${api.cache.get('seen')?.value} metadata ${event.user.app_metadata.seen} count ${event.stats.logins_count}`);
  api.cache.set('seen', 'yes', { ttl: 300000 });
  api.user.setAppMetadata('seen', 'yes');
};
