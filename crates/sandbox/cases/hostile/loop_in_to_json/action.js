exports.onExecutePostLogin = async (event, api) => {
  api.user.setAppMetadata('a', { toJSON() { for (;;); } });
};
