exports.onExecutePostLogin = async () => {
  const down = () => 1 + down();
  down();
};
