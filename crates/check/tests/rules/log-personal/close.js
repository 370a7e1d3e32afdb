// An id and counts.
exports.onExecutePostLogin = async (event) => {
  console.log(event.user.user_id, event.stats.logins_count, event.client.name, event.user.app_metadata.plan);
};
