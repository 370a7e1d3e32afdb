// No JavaScript runs in this loop: it is one call of a built-in.
exports.onExecutePostLogin = async () => {
  Array.prototype.includes.call({ length: Number.MAX_SAFE_INTEGER }, 1);
};
