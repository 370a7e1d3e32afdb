// QuickJS looks for cycles along the whole path, so the time grows with the square of the depth. It is the action's own time.
exports.onExecutePostLogin = async () => {
  let value = {};
  for (let i = 0; i < 30000; i++) value = { value };
  JSON.stringify(value);
};
