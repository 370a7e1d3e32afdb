// A name from a constant.
const NAME = 'crypto';
const crypto = require(`node:${NAME}`);
exports.onExecutePostLogin = async () => void crypto.randomUUID();
