// Who signs in is printed.
//: cell success
exports.onExecutePostLogin = async (event) => {
  console.log(`Seen: ${event.user.email.toUpperCase()}`);
};
