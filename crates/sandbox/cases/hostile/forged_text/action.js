exports.onExecutePostLogin = async (event, api) => {
  for (const text of ['\ud800', 'a\udc00b', '\u0000', '\u202e', '\ufeff', '\ufffe\uffff', '😀', '"],"type":"access.deny"', '\u2028\u2029']) {
    try {
      api.user.setUserMetadata('t', text);
    } catch (error) {
      console.log(`${error.name}: ${error.message}`);
    }
  }
};
