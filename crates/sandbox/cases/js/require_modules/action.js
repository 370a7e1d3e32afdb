const c = require('crypto');
const n = require('node:crypto');
const { Buffer: B } = require('buffer');
const { URL: U } = require('url');
exports.onExecutePostLogin = async (event, api) => {
  console.log(c === n, B === Buffer, U === URL);
  for (const id of ['fs', 'axios', './local', 'node:net', 'toString', '__proto__']) {
    try {
      require(id);
    } catch (error) {
      console.log(error.code, error.message.includes(`'${id}'`));
    }
  }
};
