const registry = new FinalizationRegistry(() => { for (;;); });
exports.onExecutePostLogin = async () => {
  (() => { registry.register({}, 1); })();
  await new Promise((resolve) => setTimeout(resolve, 1));
  for (;;) { const a = {}; a.a = a; }
};
