// The main job of awesome-phonenumber.
const { parsePhoneNumber, getExample } = require('awesome-phonenumber');

exports.onExecutePostLogin = async () => {
  const parsed = parsePhoneNumber('0707123456', { regionCode: 'SE' });
  console.log(parsed.valid, parsed.number, parsed.regionCode, parsed.type, getExample('US').number?.national);
  console.log(parsePhoneNumber('+1 650', {}).valid);
};
