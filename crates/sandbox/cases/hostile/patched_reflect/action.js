for (const name of Reflect.ownKeys(Reflect)) delete Reflect[name];
Reflect.apply = Reflect.construct = Reflect.ownKeys = () => { throw new Error('patched'); };
exports.onExecutePostLogin = async (event, api) => {
  api.idToken.setCustomClaim('https://a.example/a', 1);
  console.log(new Proxy({ a: 1 }, {}), new URLSearchParams('a=1').get('a'));
};
