// A field that is read through a whole, and one that only a look at the object above uses.
exports.onExecutePostLogin = async (event) => {
  if (event.organization) void JSON.stringify(event.user);
};
