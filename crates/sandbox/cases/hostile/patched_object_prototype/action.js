// Whatever reads a property that is not there reads one of these.
const asked = [];
for (const name of ['toJSON', 'type', 'name', 'cause', 'code', 'signal', 'body', 'headers', 'then', 'done', 'args', 'path']) {
  Object.defineProperty(Object.prototype, name, { configurable: true, get() { asked.push(name); return undefined; }, set() { throw new Error(`set ${name}`); } });
}
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/a', { b: 1 });
  api.user.setAppMetadata('c', [1]);
  const answer = await fetch('https://api.example/', { method: 'PUT' });
  console.log(answer.status, await answer.text());
  console.log({ a: { b: 1 } }, Buffer.from('a'));
};
