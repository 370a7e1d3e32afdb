exports.onExecutePostLogin = async () => {
  console.log(typeof crypto.randomUUID(), crypto.randomUUID().length, Object.prototype.toString.call(crypto));
  console.log(crypto === require('crypto').webcrypto, crypto instanceof Crypto);
};
