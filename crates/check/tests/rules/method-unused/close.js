// A method that is called under another name.
exports.onExecutePostLogin = async (event, api) => {
  const { deny } = api.access;
  const ask = (one) => one.enable('any');
  if (event) deny('no');
  else ask(api.multifactor);
};
