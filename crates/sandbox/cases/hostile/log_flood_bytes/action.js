exports.onExecutePostLogin = async () => {
  console.log('12345678');
  console.log('9é1');
  console.log('after the cut');
};
