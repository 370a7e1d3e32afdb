// It is sent, and what became of it is of no interest.
//: trigger post-change-password
//: cell service.refused
exports.onExecutePostChangePassword = async (event) => {
  fetch('https://api.acme.example/changed', { method: 'POST', body: event.user.user_id }).catch(() => {});
};
