exports.onExecutePostLogin = async () => {
  setTimeout(() => { throw new Error('nobody hears'); }, 1);
  setTimeout(() => console.log('next'), 5);
};
