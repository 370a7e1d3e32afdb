exports.onExecutePostLogin = async () => {
  const again = () => queueMicrotask(again);
  setTimeout(again, 1);
};
