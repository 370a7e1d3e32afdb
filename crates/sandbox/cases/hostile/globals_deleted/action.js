const all = globalThis;
for (const name of Reflect.ownKeys(all)) delete all[name];
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/a', event.user.email);
  api.cache.set('k', 'v');
  require('crypto').createHash('sha256').update('x').digest('hex');
};
