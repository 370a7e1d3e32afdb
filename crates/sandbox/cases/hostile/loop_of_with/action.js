exports.onExecutePostLogin = async () => {
  const names = { x: 1 };
  with (names) for (;;) x;
};
