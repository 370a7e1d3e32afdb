exports.onExecutePostLogin = async () => {
  const endless = { [Symbol.iterator]: () => ({ next() { for (;;); } }) };
  new Headers(endless);
};
