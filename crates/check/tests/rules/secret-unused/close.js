// Read by a name that is put together.
exports.onExecutePostLogin = async (event) => {
  for (const name of ['API', 'OTHER']) void event.secrets[`${name}_KEY`];
};
