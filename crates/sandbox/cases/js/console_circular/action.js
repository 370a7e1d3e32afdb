exports.onExecutePostLogin = async (event, api) => {
  const a = { name: 'a' };
  a.self = a;
  a.list = [a, { a }];
  console.log(a);
};
