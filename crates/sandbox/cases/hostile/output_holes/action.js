// Nothing here, and much as JSON: refused by its length before anything is made of it.
exports.onExecutePostLogin = async (event, api) => {
  const row = new Array(1000).fill(0);
  api.user.setAppMetadata('a', new Array(1000).fill(row));
};
