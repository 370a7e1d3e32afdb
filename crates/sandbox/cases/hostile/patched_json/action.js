JSON.stringify = () => '[{"type":"access.deny"}]';
JSON.parse = () => ({ name: 'x' });
Object.defineProperty(globalThis, 'JSON', { get() { throw new Error('no JSON'); } });
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/id', event.user.user_id);
  api.cache.set('a', 'b');
  console.log(api.cache.get('a').value);
};
