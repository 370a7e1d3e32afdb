for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (name === 'globalThis' || name === 'Object') continue;
  try {
    Object.defineProperty(globalThis, name, { get() { throw new Error(`no ${name}`); }, set() {} });
  } catch {}
}
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/a', { b: [1, 'c'] });
  api.access.deny('as decided');
};
