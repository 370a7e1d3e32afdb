exports.onExecutePostLogin = async (event, api) => {
  const h = new Headers([['B', '2'], ['a', '1'], ['b', '3']]);
  h.append('Set-Cookie', 'x=1');
  h.append('set-cookie', 'y=2');
  console.log([...h], h.get('B'), h.has('A'), h.getSetCookie(), h.get('nope'));
  h.set('b', ' trimmed ');
  h.delete('a');
  console.log([...h.keys()], [...h.values()]);
  for (const f of [() => new Headers([['a']]), () => h.append('', 'x'), () => h.append('a')]) {
    try {
      f();
    } catch (error) {
      console.log(error.name);
    }
  }
};
