// What the link says goes along.
exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo('https://pages.acme.com', { query: { next: event.request.query.next } });
};
exports.onContinuePostLogin = async () => {};
