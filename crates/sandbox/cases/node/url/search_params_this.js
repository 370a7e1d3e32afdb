exports.onExecutePostLogin = async () => {
  const { prototype } = URLSearchParams;
  for (const name of ['append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'forEach', 'entries', 'keys', 'values', 'toString']) {
    for (const self of [undefined, {}]) {
      try {
        prototype[name].call(self);
        console.log(name, 'no error');
      } catch (error) {
        console.log(name, error.name, error.code, error.message);
      }
    }
  }
};
