// The same on things of the code's own.
function Own() {}
Own.prototype.last = function last() {
  return Array.prototype.at.call(this.list, -1);
};
const table = Object.create(null);
const plain = { __proto__: null, prototype: 1 };
Object.defineProperty(exports, '__esModule', { value: true });
module.exports.onExecutePostLogin = async (event) => {
  const user = Object.assign({}, { id: event.user.user_id });
  Object.defineProperty(user, 'kind', { value: 'own' });
  table.user = Object.freeze(user);
  plain.prototype = Object.getPrototypeOf(user);
  delete table.user;
};
