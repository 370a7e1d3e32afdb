// As deep, and each with what it was given.
const a = (t) => [b(t), b(t)];
const b = (t) => [c(t), c(t)];
const c = (t) => [d(t), d(t)];
const d = (t) => [e(t), e(t)];
const e = (t) => [f(t), f(t)];
const f = (t) => [g(t), g(t)];
const g = (t) => [h(t), h(t)];
const h = (t) => (t.length > 9 ? t : a(`${t}0`));
exports.onExecutePostLogin = async () => {
  void a('');
};
