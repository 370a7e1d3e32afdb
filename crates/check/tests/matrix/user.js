// Says who it is.
exports.onExecutePostLogin = async (event) => {
  const { email, email_verified, nickname, user_id } = event.user;
  console.log(`email ${email === undefined ? 'none' : 'some'} verified ${email_verified}`);
  console.log(`id ${user_id}`);
  console.log(`nickname ${JSON.stringify(nickname)}`);
  console.log(`agent ${event.request.user_agent}`);
};
