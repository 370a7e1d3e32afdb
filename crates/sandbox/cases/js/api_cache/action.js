exports.onExecutePostLogin = async (event, api) => {
  console.log(api.cache.get('k'));
  const set = api.cache.set('k', 'v', { ttl: 60_000 });
  console.log(set.type, set.record.value, typeof set.record.expires_at);
  console.log(api.cache.get('k').value);
  console.log(api.cache.delete('k'), api.cache.get('k'), api.cache.delete('k'));
  console.log(api.cache.set('x'.repeat(65), 'v'), api.cache.set('k', 5).type);
};
