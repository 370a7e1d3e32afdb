exports.onExecutePostLogin = async (event, api) => {
  const p = new URLSearchParams('?a=1&b=2&a=3&e=%C3%A4+x&bad=%zz%ff');
  console.log(p.getAll('a'), p.get('e'), p.get('bad'), p.get('nope'), p.size);
  p.set('a', '9');
  p.delete('b');
  p.append('sp ace', "!'()*~-_.");
  p.sort();
  console.log(p.toString(), [...p.keys()]);
  console.log(String(new URLSearchParams({ x: '1', y: 'ü' })), String(new URLSearchParams([['a', 'b'], ['c', 'd']])), String(new URLSearchParams(p)) === String(p));
  for (const [k, v] of new URLSearchParams('q=1')) console.log(k, v);
};
