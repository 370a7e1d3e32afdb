// Each level is compared with all above it, so the processor time ends this before the stack does.
exports.onExecutePostLogin = async (event, api) => {
  const value = { toJSON() { return { again: value }; } };
  api.user.setAppMetadata('a', value);
};
