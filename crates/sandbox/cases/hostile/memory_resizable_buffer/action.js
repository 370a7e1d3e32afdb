exports.onExecutePostLogin = async () => {
  const buffer = new ArrayBuffer(8, { maxByteLength: 2 ** 27 });
  buffer.resize(2 ** 27);
};
