const began = Date.now();
const number = Math.random();
let logins = 0;
exports.onExecutePostLogin = async () => {
  console.log(++logins, Math.abs(Date.now() - began) < 5000, number !== Math.random(), globalThis.leftBehind);
  globalThis.leftBehind = true;
};
