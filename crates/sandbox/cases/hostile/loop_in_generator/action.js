function* numbers() {
  try {
    for (let i = 0; ; i++) yield i;
  } finally {
    for (;;);
  }
}
exports.onExecutePostLogin = async () => {
  for (const n of numbers()) if (n > 10) break;
};
