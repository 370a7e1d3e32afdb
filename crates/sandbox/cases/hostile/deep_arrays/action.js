exports.onExecutePostLogin = async () => {
  let nested = [];
  for (let i = 0; i < 20000; i++) nested = [nested];
  const tries = { text: () => `${nested}`, flat: () => nested.flat(Infinity), clone: () => structuredClone(nested), sort: () => [nested, nested].sort() };
  for (const name of Object.keys(tries)) {
    try {
      tries[name]();
      console.log(name, 'done');
    } catch (error) {
      console.log(name, error.name);
    }
  }
  console.log(nested);
};
