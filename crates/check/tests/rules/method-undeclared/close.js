// Something else with a method of that name.
exports.onExecutePostLogin = async (event, api) => {
  const own = { multifactor: { enable: () => api.access.deny('no') } };
  own.multifactor.enable('any');
};
