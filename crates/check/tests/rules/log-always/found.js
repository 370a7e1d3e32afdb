// Whatever the customer configured.
exports.onExecutePostLogin = async (event) => {
  if (!event.secrets.KEY) return;
  console.log('checked'); //~
};
