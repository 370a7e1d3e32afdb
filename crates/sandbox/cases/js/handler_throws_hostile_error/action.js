exports.onExecutePostLogin = async (event, api) => {
  const error = new Error('x');
  for (const key of ['name', 'message', 'stack']) Object.defineProperty(error, key, { get() { throw new Error('hostile ' + key); } });
  throw error;
};
