exports.onExecutePostLogin = async (event, api) => {
  const name = 'n'.repeat(1 << 20);
  (0, eval)(`var ${name} = 1; function ${name}2() { throw new Error('from a long name'); }`);
  console.log(globalThis[name]);
  try {
    globalThis[`${name}2`]();
  } catch (error) {
    console.log(error.message, error.stack.length > 1 << 20);
  }
  const Class = { [name]: class { } }[name];
  console.log(new Class());
  try {
    null[name]();
  } catch (error) {
    console.log(error.message.length);
  }
  throw Object.assign(new Error('m'.repeat(1 << 18)), { name, stack: 's'.repeat(1 << 20) });
};
