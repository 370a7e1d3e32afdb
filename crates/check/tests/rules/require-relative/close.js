// A module, and a path that is only a text.
const { Buffer } = require('buffer');
exports.onExecutePostLogin = async () => void Buffer.from('./helper');
