exports.onExecutePostLogin = async () => {
  try {
    for (let i = 0; i <= 1000; i++) setTimeout(() => {}, 1000);
  } catch {}
};
