exports.onExecutePostLogin = async (event, api) => {
  console.log({ alpha: 'x'.repeat(40), beta: 'y'.repeat(40), gamma: [1, 2, 3] });
  console.log(Array.from({ length: 120 }, (_, i) => i));
  console.log(Array.from({ length: 30 }, (_, i) => 'item ' + i));
  console.log({ text: 'first line\nsecond line which is rather long' });
  console.log(['a', , 'c', , , ]);
};
