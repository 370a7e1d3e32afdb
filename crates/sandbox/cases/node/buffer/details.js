const { Buffer: B, Blob, File, resolveObjectURL, constants } = require('buffer');
const tell = (error) => console.log(error?.name, error?.code, error?.message);
const attempt = async (call) => {
  try {
    console.log(await call());
  } catch (error) {
    tell(error);
  }
};
exports.onExecutePostLogin = async () => {
  console.log(Buffer.poolSize, constants.MAX_STRING_LENGTH, B === Buffer);
  console.log(structuredClone(Buffer.from('ab')), structuredClone({ b: Buffer.from('x'), u: new Uint16Array([1, 2]) }), structuredClone(new Map([[1, new Set([2])]])));
  console.log(structuredClone(new DataView(new ArrayBuffer(2), 1)), structuredClone(new ArrayBuffer(2)));
  const shared = new Uint8Array(4);
  const both = structuredClone([shared, shared.buffer]);
  console.log(both[0].buffer === both[1]);
  const moved = new ArrayBuffer(3);
  console.log(structuredClone(moved, { transfer: [moved] }), moved.byteLength);
  const blob = new Blob(['a', new Uint8Array([98]), new Blob(['c'])], { type: 'Text/Plain', endings: 'transparent' });
  console.log(blob, blob.size, blob.type, await blob.slice(1, -1, 'x/y').text(), await blob.arrayBuffer(), await blob.bytes());
  console.log(await new Blob(['a\r\nb\nc'], { endings: 'native' }).text());
  const file = new File(['content'], 'name.txt', { type: 'text/plain', lastModified: 5 });
  console.log(file, file.name, file.lastModified, file instanceof Blob, await file.text());
  const cloned = structuredClone(blob);
  console.log(cloned, cloned === blob, await cloned.text());
  await attempt(() => new Blob('text'));
  await attempt(() => new Blob([], 5));
  await attempt(() => new Blob([], { endings: 'x' }));
  await attempt(() => new File(['x']));
  console.log(resolveObjectURL('blob:nodedata:nothing'), resolveObjectURL('no url'));
  const form = new FormData();
  form.append('text', 'a\nb');
  form.append('file', file);
  form.append('blob', new Blob(['bytes'], { type: 'application/x' }), 'renamed.bin');
  form.append('plain', new Blob(['q']));
  const request = new Request('http://a/', { method: 'POST', body: form });
  const type = request.headers.get('content-type');
  console.log(type.replace(/boundary=.*/, 'boundary=...'));
  const read = await request.formData();
  for (const [name, value] of read) console.log(name, typeof value === 'string' ? JSON.stringify(value) : [value.constructor.name, value.name, value.type, value.size, await value.text()]);
  const hand = ['--X', 'Content-Disposition: form-data; name="a"', '', '1', '--X', 'Content-Disposition: form-data; name="f"; filename="f.txt"', 'Content-Type: text/css', '', 'body {}', '--X--', ''].join('\r\n');
  const parsed = await new Response(hand, { headers: { 'content-type': 'multipart/form-data; boundary=X' } }).formData();
  console.log([...parsed.keys()], parsed.get('f').type, await parsed.get('f').text());
  await attempt(() => new Response('nonsense', { headers: { 'content-type': 'multipart/form-data; boundary=X' } }).formData());
  await attempt(() => new Response('a=1').formData());
  console.log([...(await new Response(new URLSearchParams('a=1&b=2')).formData())]);
  console.log(Buffer.concat([Buffer.from('a'), new Uint8Array([98])], 5), Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1), Buffer.from('abc').subarray(1).parent instanceof ArrayBuffer);
  console.log(Buffer.from('test').toString('base64url'), Buffer.isEncoding('UTF-16LE'), Buffer.byteLength('é', 'latin1'), Buffer.compare(Buffer.from('a'), Buffer.from('b')), Buffer.of(1, 2));
};
