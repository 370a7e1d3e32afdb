exports.onExecutePostLogin = async () => {
  let n = 3n;
  for (let i = 0; i < 40; i++) n *= n;
};
