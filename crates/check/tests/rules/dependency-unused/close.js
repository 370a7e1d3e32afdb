// A file of a package requires the package.
const head = require('axios/lib/head');
exports.onExecutePostLogin = async () => void head;
