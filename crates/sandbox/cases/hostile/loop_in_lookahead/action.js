exports.onExecutePostLogin = async () => {
  /^(?=(a|aa)+$)b/u.test(`${'a'.repeat(80)}!`);
};
