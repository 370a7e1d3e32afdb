// Ten times its limit, but never at once.
exports.onExecutePostLogin = async () => {
  let sum = 0;
  for (let i = 0; i < 160; i++) sum += new Uint8Array(1 << 20).fill(1)[i];
  console.log(sum);
};
