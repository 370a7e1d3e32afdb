// The one group that every trigger has.
//: trigger post-user-registration
exports.onExecutePostUserRegistration = async (event, api) => {
  api.cache.set('a', 'b');
};
