// Names that the run knows.
exports.onExecutePostLogin = async (event) => {
  const load = require;
  load(event.configuration.MODULE); //~
  await import('node:crypto'); //~
};
