const fail = (name) => () => { throw new Error(`patched ${name}`); };
for (const name of Object.getOwnPropertyNames(Object)) {
  if (typeof Object[name] === 'function') Object[name] = fail(name);
}
exports.onExecutePostLogin = async (event, api) => {
  api.transaction.setMetadata('a', 'b');
  console.log(event.transaction.metadata.a, new Error('printed').message, [new Set([1]), { a: { b: { c: {} } } }]);
  const error = new DOMException('x', 'AbortError');
  console.log(error.code, structuredClone({ a: [1] }).a[0]);
};
