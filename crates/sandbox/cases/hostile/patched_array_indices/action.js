// A setter on an index sees whatever is appended by assignment.
const seen = [];
for (const index of [0, 1, 2]) {
  Object.defineProperty(Array.prototype, index, { configurable: true, get() { return undefined; }, set(value) { seen[seen.length + 10] = value; } });
}
exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/list', { a: 1 });
  const headers = new Headers({ authorization: 'secret' });
  headers.append('x-two', '2');
  console.log(headers.get('authorization'), headers.get('x-two'));
  await fetch('https://api.example/', { headers });
};
