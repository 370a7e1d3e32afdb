// Fields of the user go into a text.
exports.onExecutePostLogin = async (event) => {
  const { user } = event;
  const body = JSON.stringify({ user: { id: user.user_id, roles: event.authorization?.roles } });
  void body;
};
