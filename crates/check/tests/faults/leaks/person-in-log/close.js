// It is printed that somebody signs in, and by which application; who, only where the customer turned it on.
exports.onExecutePostLogin = async (event) => {
  console.log(`Seen: a user of ${event.client.name}`);
  if (event.configuration.DEBUG === 'true') console.log(event.user.email);
};
