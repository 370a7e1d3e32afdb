exports.onExecutePostLogin = async (event, api) => {
  const tries = [[], [undefined, 'v'], [1, 'v'], ['k'], ['k', 1], ['k', { toJSON: () => 'v' }], ['k', 'v', 1], ['k', 'v', { ttl: -1 }], ['k', 'v', { ttl: Infinity }], ['k', 'v', { ttl: 'x' }], ['k', 'v', { expires_at: NaN }], ['__proto__', 'v'], ['k', '\ud800'], [Symbol('k'), 'v'], ['k', 1n]];
  for (const args of tries) {
    try {
      const { type, code } = api.cache.set(...args);
      console.log(type, code);
    } catch (error) {
      console.log('threw', error.name);
    }
  }
  console.log(api.cache.get('__proto__')?.value, api.cache.get('constructor'), {}.v);
};
