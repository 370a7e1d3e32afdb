let logins = 0;
const seen = new Map();
const pending = Promise.resolve(0);
class Counter { static count = 0; }
exports.calls = 0;
exports.onExecutePostLogin = async (event) => {
  console.log(++logins, seen.size, ++Counter.count, ++exports.calls, await pending, ++module.exports.onExecutePostLogin.own || 'NaN');
  seen.set(event.user.user_id, event.secrets);
  exports.onExecutePostLogin = () => { throw new Error('replaced by the execution before'); };
};
exports.onExecutePostLogin.own = 0;
