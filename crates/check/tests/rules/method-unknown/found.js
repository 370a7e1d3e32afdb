// A method of another trigger.
//: trigger post-user-registration
exports.onExecutePostUserRegistration = async (event, api) => {
  api.access.deny('no'); //~
};
