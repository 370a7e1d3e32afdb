exports.onExecutePostLogin = async () => {
  let proxy = {};
  for (let i = 0; i < 150000; i++) proxy = new Proxy(proxy, {});
  try {
    Object.keys(proxy);
  } catch {}
};
