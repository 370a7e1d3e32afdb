exports.onExecutePostLogin = async (event, api) => {
  setTimeout(() => { throw new Error('in timer'); }, 1);
  await new Promise((resolve) => setTimeout(resolve, 10));
  console.log('went on');
};
