const freeze = (object, seen = new Set()) => {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null || seen.has(object)) return;
  seen.add(object);
  Object.freeze(object);
  for (const key of Reflect.ownKeys(object)) {
    const { value, get } = Object.getOwnPropertyDescriptor(object, key);
    freeze(value, seen);
    freeze(get, seen);
  }
  freeze(Object.getPrototypeOf(object), seen);
};
freeze(globalThis);
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/a', 1);
  console.log(new URL('https://a.example/?q=1').searchParams.get('q'));
  await new Promise((resolve) => setTimeout(resolve, 1));
  throw new TypeError('frozen');
};
