// Nothing in the code catches it.
const check = (event) => {
  if (!event.configuration.MODE) throw new Error('MODE is missing'); //~
};
exports.onExecutePostLogin = async (event) => check(event);
