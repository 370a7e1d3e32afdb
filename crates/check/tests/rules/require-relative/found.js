// A file beside it.
const helper = require('./helper'); //~
exports.onExecutePostLogin = async () => helper.run();
