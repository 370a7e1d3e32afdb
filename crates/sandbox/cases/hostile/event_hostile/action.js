exports.onExecutePostLogin = async (event, api) => {
  api.transaction.setMetadata('a', 'b');
  console.log({}.polluted, event.user.user_id.length, event.user.constructor, Object.keys(event).length, Object.keys(event.secrets).join(), `${event['a"b}']}`);
};
