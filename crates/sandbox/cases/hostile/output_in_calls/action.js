exports.onExecutePostLogin = async (event, api) => {
  api.redirect.encodeToken({ secret: 's', payload: { a: new Array(1000).fill('x'.repeat(2000)) } });
};
