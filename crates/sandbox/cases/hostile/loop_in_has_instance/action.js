exports.onExecutePostLogin = async () => {
  Object.defineProperty(Error, Symbol.hasInstance, { value: () => { for (;;); } });
  console.log(new Error('printing does not ask it').message);
  ({}) instanceof Error;
};
