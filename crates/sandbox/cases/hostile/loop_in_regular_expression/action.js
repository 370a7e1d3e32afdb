exports.onExecutePostLogin = async () => {
  try {
    /^(a+)+$/.test(`${'a'.repeat(60)}!`);
  } catch {}
};
