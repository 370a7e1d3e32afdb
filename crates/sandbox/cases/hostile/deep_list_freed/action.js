exports.onExecutePostLogin = async () => {
  let list = null;
  for (let i = 0; i < 200000; i++) list = { list };
  list = null;
  let chain = Promise.resolve();
  for (let i = 0; i < 20000; i++) chain = chain.then(() => {});
  await chain;
  console.log('freed');
};
