// Texts that are read, and functions that are asked what they are.
class Own {
  copy() {
    return new this.constructor();
  }
}
exports.onExecutePostLogin = async (event) => {
  const evaluate = (text) => JSON.parse(text);
  const answer = evaluate('{"eval": "new Function()"}');
  setTimeout(() => evaluate('1'), 1);
  if (typeof eval === 'function' && evaluate instanceof Function && event.constructor === Object) {
    void [answer.eval, event.constructor.name, new Own().copy()];
  }
};
