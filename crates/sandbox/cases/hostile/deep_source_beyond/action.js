exports.onExecutePostLogin = async () => {
  try {
    (0, eval)('('.repeat(200000));
  } catch {}
};
