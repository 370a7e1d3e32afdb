// What the host is told is read once; a value that changes its mind afterwards changes nothing.
exports.onExecutePostLogin = async (event, api) => {
  let reads = 0;
  const value = { get role() { reads += 1; return reads === 1 ? 'user' : 'admin'; } };
  api.accessToken.setCustomClaim('https://a.example/role', value);
  const list = ['a'];
  api.accessToken.setCustomClaim('https://a.example/list', list);
  list.push('b');
  api.accessToken.setCustomClaim('https://a.example/nested', { get a() { api.accessToken.addScope('inner'); return 1; } });
  console.log(reads);
};
