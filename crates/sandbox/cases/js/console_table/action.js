exports.onExecutePostLogin = async (event, api) => {
  console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]);
  console.table([[1, 2], [3, 4]]);
  console.table([{ name: 'Ann', age: 3 }], ['name']);
  console.table(new Map([['k', 1]]));
  console.table(5);
};
