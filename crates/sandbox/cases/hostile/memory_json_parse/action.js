exports.onExecutePostLogin = async () => {
  const text = `[${'{},'.repeat(1 << 20)}0]`;
  JSON.parse(text);
};
