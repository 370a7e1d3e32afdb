// Which key is written only the run knows.
exports.onExecutePostLogin = async (event, api) => {
  for (const name of Object.keys(JSON.parse('{}'))) api.user.setAppMetadata(name, 1);
};
