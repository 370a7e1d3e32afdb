exports.onExecutePostLogin = async (event, api) => {
  console.log('x'.repeat(100_000));
  const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => ['key' + i, 'v'.repeat(50)]));
  console.log(wide);
  let deep = {};
  for (let i = 0; i < 5000; i++) deep = { deep };
  console.dir(deep, { depth: 3 });
  console.log('end');
};
