// That it is missing, and its length.
exports.onExecutePostLogin = async (event) => {
  if (!event.secrets.KEY) console.log('KEY is missing');
};
