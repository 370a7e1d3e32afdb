exports.onExecutePostLogin = async () => {
  for (let i = 0; i < 300000; i++) {
    const a = { i };
    a.self = { a, pad: [i, i, i, i] };
  }
  console.log('done');
};
