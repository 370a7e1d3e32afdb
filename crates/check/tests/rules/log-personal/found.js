// Who signs in, and everything about it.
exports.onExecutePostLogin = async (event) => {
  console.log(`login of ${event.user.email}`); //~
  console.error(event); //~
  console.log(JSON.stringify({ ip: event.request.ip })); //~
};
