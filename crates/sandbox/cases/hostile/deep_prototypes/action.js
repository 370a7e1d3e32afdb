// A lookup along a chain of 50 000 is slow, is the action's own time, and ends with its limit.
exports.onExecutePostLogin = async () => {
  let object = {};
  for (let i = 0; i < 50000; i++) object = Object.create(object);
  for (;;) object.missing;
};
