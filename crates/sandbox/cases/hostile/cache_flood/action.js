exports.onExecutePostLogin = async (event, api) => {
  const ends = {};
  for (let i = 0; i < 1000; i++) {
    const answer = api.cache.set(`key${i}`, 'x'.repeat(100));
    const end = answer.type === 'error' ? answer.code : answer.type;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  console.log(ends);
  console.log(api.cache.set('k'.repeat(65), 'v').code, api.cache.set('v', 'v'.repeat(4097)).code, api.cache.set('', 'v')?.code);
};
