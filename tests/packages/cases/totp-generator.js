// The main job of totp-generator.
const { TOTP } = require('totp-generator');

exports.onExecutePostLogin = async () => {
  console.log(await TOTP.generate('JBSWY3DPEHPK3PXP', { timestamp: 1465324707000 }));
  console.log(await TOTP.generate('JBSWY3DPEHPK3PXP', { digits: 8, algorithm: 'SHA-512', timestamp: 1465324707000 }));
};
