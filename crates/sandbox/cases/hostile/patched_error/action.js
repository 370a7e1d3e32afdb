for (const name of ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'DOMException']) {
  globalThis[name] = function () { throw `patched ${name}`; };
}
exports.onExecutePostLogin = async (event, api) => {
  try {
    api.accessToken.setCustomClaim(1);
  } catch (error) {
    console.log(error.name, error.message);
  }
  try {
    require('nothing');
  } catch (error) {
    console.log(error.code);
  }
  new URL('not a url');
};
