const data = require('data');
exports.onExecutePostLogin = async () => {
  console.log(data.settings, data.read('texts', 'a.txt').toString().trim());
  await data.show();
};
