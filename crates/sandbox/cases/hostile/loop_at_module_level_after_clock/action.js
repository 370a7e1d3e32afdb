// It reads the clock while it loads and so is loaded afresh; what it does then depends on what it drew.
if (globalThis.loadedBefore === undefined && Date.now() > 0) {
  globalThis.draws = Math.random();
}
exports.onExecutePostLogin = async () => {
  for (;;);
};
