exports.onExecutePostLogin = async (event, api) => {
  fetch('https://api.example/later').then(() => console.log('later'));
  console.log('done');
};
