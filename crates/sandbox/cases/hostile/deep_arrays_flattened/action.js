exports.onExecutePostLogin = async () => {
  let nested = [];
  for (let i = 0; i < 200000; i++) nested = [nested];
  try {
    nested.flat(Infinity);
  } catch {}
};
