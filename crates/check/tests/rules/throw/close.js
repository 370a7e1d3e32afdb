// Caught where it is called from.
const check = (event) => {
  if (!event.configuration.MODE) throw new Error('MODE is missing');
};
exports.onExecutePostLogin = async (event, api) => {
  try {
    check(event);
  } catch {
    api.access.deny('no');
  }
};
