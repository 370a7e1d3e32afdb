// `api` in the hands of a module, and indexed.
const helper = require('node:buffer');
exports.onExecutePostLogin = async (event, api) => {
  helper.run(api); //~
  api.idToken[event.configuration.METHOD]('a', 1); //~
};
