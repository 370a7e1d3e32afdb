exports.onExecutePostLogin = async () => {
  setInterval(() => console.log('never'), 1000).unref();
  setTimeout(() => console.log('never'), 1000).unref();
  AbortSignal.timeout(1000);
  const needed = setTimeout(() => console.log('while others wait'), 5);
  needed.unref();
  setTimeout(() => console.log('waited for'), 20);
};
