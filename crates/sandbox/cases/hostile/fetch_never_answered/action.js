exports.onExecutePostLogin = async () => {
  await fetch('https://slow.example/');
};
