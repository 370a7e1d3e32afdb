exports.onExecutePostLogin = (event, api) => {
  queueMicrotask(() => {
    for (let i = 0; i < 5; i++) api.access.deny(`late ${i}`);
  });
};
