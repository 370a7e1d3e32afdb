exports.onExecutePostLogin = async (event, api) => {
  api.transaction.setMetadata('step', 'one');
  console.log(event.transaction.metadata);
  api.transaction.setMetadata('step', null);
  console.log(event.transaction.metadata);
  try {
    api.transaction.setMetadata('object', { a: 1 });
  } catch (error) {
    console.log(error.name);
  }
};
