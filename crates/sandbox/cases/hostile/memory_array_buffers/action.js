exports.onExecutePostLogin = async () => {
  const buffers = [];
  for (;;) buffers.push(new ArrayBuffer(1 << 20));
};
