// What all code stands on is changed.
Array.prototype.last = function last() { //~
  return this[this.length - 1];
};
Object.defineProperty(String.prototype, 'blank', { value: true }); //~
JSON.parse = () => ({}); //~
globalThis.fetch = async () => {}; //~
leaked = 1; //~
exports.onExecutePostLogin = async (event) => {
  event.user.__proto__ = { email_verified: true }; //~
  Object.setPrototypeOf(event.user, {}); //~
  Object.getPrototypeOf([]).map = undefined; //~
  delete Object.prototype.toString; //~
  Object.assign(Promise, { all: undefined }); //~
  return { __proto__: event }; //~
};
