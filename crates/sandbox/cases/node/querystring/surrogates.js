const querystring = require('querystring');
exports.onExecutePostLogin = async () => {
  for (const text of ['\ud801test', '\ud83d\ude00', 'a\udc00b', '\ud801', 'x\ud83d', 'đĕ', '\udfff\ud800']) {
    try {
      console.log(querystring.escape(text));
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
};
