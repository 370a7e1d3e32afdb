// One of two keys is written.
exports.onExecutePostLogin = async (event, api) => {
  api.user.setAppMetadata('acme_id', 1);
};
