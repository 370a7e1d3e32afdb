exports.onExecutePostLogin = async () => {
  const texts = [];
  for (let i = 0; i < 100; i++) texts.push('x'.repeat(1 << 22));
};
