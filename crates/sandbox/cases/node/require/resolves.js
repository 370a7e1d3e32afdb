const crypto = require('crypto');
exports.onExecutePostLogin = async () => {
  console.log(crypto === require('node:crypto'), require('buffer').Buffer === Buffer, require('url').URL === URL);
  console.log(require.resolve('url'), require.resolve('node:url'));
  for (const id of ['toString', '__proto__', 'constructor', 'node:nothing']) {
    try {
      require(id);
    } catch (error) {
      console.log(error.code, error.message.split('\n')[0]);
    }
  }
  try {
    require('');
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
