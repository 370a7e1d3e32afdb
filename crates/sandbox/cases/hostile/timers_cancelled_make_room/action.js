exports.onExecutePostLogin = async () => {
  for (let i = 0; i < 2000; i++) clearTimeout(setTimeout(() => console.log('never'), 0));
  const kept = setTimeout(() => console.log('never'), 5);
  await new Promise((resolve) => setTimeout(resolve, 0));
  clearTimeout(kept);
  await new Promise((resolve) => setTimeout(resolve, 20));
  console.log('done');
};
