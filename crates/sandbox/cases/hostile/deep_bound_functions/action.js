exports.onExecutePostLogin = async () => {
  let bound = () => 1;
  for (let i = 0; i < 50000; i++) bound = Object.defineProperty(bound.bind(null), 'name', { value: 'f' });
  try {
    console.log(bound());
  } catch (error) {
    console.log(error.name);
  }
};
