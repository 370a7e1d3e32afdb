exports.onExecutePostLogin = async () => {
  setTimeout(() => console.log('must not run'), 1);
  throw new Error('over');
};
