exports.onExecutePostLogin = async (event, api) => {
  const b = Buffer.concat([Buffer.from('abc'), Buffer.alloc(2, 'xy'), new Uint8Array([1])]);
  console.log(b, b.length, b.slice(1, 3).toString(), b.subarray(-2), Buffer.isBuffer(b), Buffer.isBuffer(new Uint8Array(1)));
  console.log(b.indexOf('bc'), b.indexOf(120), b.includes('zz'), b.lastIndexOf('c'), b.equals(Buffer.from(b)), Buffer.compare(Buffer.from('a'), Buffer.from('b')));
  console.log(b.toJSON(), JSON.stringify(Buffer.from('z')), b.fill('q', 1, 3).toString('latin1'), b.write('WW', 1), b.copy(Buffer.alloc(3), 0, 1));
  const view = b.subarray(0, 2);
  view[0] = 33;
  console.log(b[0], b.subarray(0, 2).buffer === b.buffer, [...b.entries()].length, b instanceof Uint8Array);
  console.log(Buffer.from('abcd').swap16().toString(), Buffer.isEncoding('UTF8'), Buffer.isEncoding('nope'));
  for (const f of [() => Buffer.from(5), () => Buffer.alloc(-1), () => Buffer.from('a', 'nope'), () => Buffer.concat('x')]) {
    try {
      f();
    } catch (error) {
      console.log(error.name, error.code);
    }
  }
};
