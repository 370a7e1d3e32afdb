exports.onExecutePostLogin = async () => {
  for (const text of ['['.repeat(40000), '{"a":'.repeat(20000), `${'['.repeat(1000)}${']'.repeat(1000)}`]) {
    try {
      console.log(Array.isArray(JSON.parse(text)));
    } catch (error) {
      console.log(error.name);
    }
  }
};
