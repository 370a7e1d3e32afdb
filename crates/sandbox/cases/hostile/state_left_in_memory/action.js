// The second execution looks for what the first has written all over its memory.
exports.onExecutePostLogin = async () => {
  const found = [];
  const kept = [];
  for (let i = 0; i < 20; i++) {
    const words = new Uint32Array(1 << 18);
    found.push(words.lastIndexOf(0x57a3b000));
    words.fill(0x57a3b000);
    kept.push(words);
    found.push(new Uint32Array(1 << 10).lastIndexOf(0x57a3b000));
  }
  console.log(found.every((at) => at === -1));
};
