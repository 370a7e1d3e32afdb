// Reads and asks what it may not.
exports.onExecutePostLogin = async (event) => {
  await fetch('https://other.example/').catch((error) => console.log(error.cause.code));
  return event.user.email;
};
