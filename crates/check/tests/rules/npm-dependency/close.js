// A module of the host needs no package.
const crypto = require('node:crypto');
exports.onExecutePostLogin = async () => {
  crypto.randomUUID();
};
