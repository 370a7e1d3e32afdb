exports.onExecutePostLogin = async () => {
  'aaaa'.replace(/a/g, () => { for (;;); });
};
