// Strings joined in a loop, from either side, then read. `+` makes ropes; a template would copy all of it each time.
exports.onExecutePostLogin = async () => {
  let left = '';
  let right = '';
  for (let i = 0; i < 100000; i++) {
    left = left + 'ab';
    right = 'ab' + right;
  }
  console.log(left === right, left.length, left.indexOf('ba'), right.lastIndexOf('b'));
};
