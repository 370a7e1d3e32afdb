exports.onExecutePostLogin = async () => {
  for (let i = 0; i < 5000; i++) console.log(i);
  console.error('after the cut');
};
