exports.onExecutePostLogin = async (event) => {
  event.user.email = `${'ab'.repeat(40)}@`;
  event.user.email.match(/^(([a-z])+.)+[A-Z]([a-z])+$/);
  /(x+x+)+y/.test('x'.repeat(80));
};
