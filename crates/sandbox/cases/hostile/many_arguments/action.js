exports.onExecutePostLogin = async (event, api) => {
  const tries = {
    spread: () => Math.max(...new Array(1000000).fill(1)),
    apply: () => String.fromCharCode.apply(null, { length: 5000000 }),
    reflect: () => Reflect.construct(Array, { length: 2 ** 31 }),
    api: () => api.accessToken.setCustomClaim(...new Array(1000).fill('https://a.example/')),
  };
  for (const name of Object.keys(tries)) {
    try {
      tries[name]();
      console.log(name, 'done');
    } catch (error) {
      console.log(name, error.name);
    }
  }
};
