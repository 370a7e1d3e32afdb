// Says how the login came.
exports.onExecutePostLogin = async (event, api) => {
  console.log(`can ${api.redirect.canRedirect()}`);
  console.log(`prompt ${event.transaction?.prompt} ${event.request.query.prompt}`);
  console.log(`protocol ${event.transaction?.protocol}`);
  console.log(`refresh ${typeof event.refresh_token?.id} ${event.request.body.grant_type}`);
  api.redirect.sendUserTo('https://pages.acme.example/');
};
