exports.onExecutePostLogin = async (event, api) => {
  const f = new FormData();
  f.append('a', 1);
  f.append('a', 'two');
  f.set('b', 'x');
  f.append('file', new Blob(['hi']), 'name.txt');
  console.log(f.getAll('a'), f.get('b'), f.has('c'), f.get('file').name, f.get('file') instanceof File, [...f.keys()]);
  f.delete('a');
  console.log([...f.values()].length, f.get('a'));
  const again = await new Response(f).formData();
  console.log(again.get('b'), await again.get('file').text(), again.get('file').name);
};
