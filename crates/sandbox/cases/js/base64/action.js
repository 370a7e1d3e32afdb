exports.onExecutePostLogin = async (event, api) => {
  console.log(btoa('hello'), atob('aGVsbG8='), atob(' aGVs bG8 '));
  for (const f of [() => btoa('€'), () => atob('a')]) {
    try {
      f();
    } catch (error) {
      console.log(error.name, error.code);
    }
  }
};
