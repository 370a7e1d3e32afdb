// Deeper than the engine's own recursion can follow: the last guard ends the execution, by its name.
exports.onExecutePostLogin = async () => {
  try {
    JSON.parse('['.repeat(500000));
  } catch {}
};
