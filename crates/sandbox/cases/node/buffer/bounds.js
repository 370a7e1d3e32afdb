const buffer = require('buffer');
const told = (call) => {
  try {
    return call();
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message}`;
  }
};
exports.onExecutePostLogin = async () => {
  const a = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
  const b = Buffer.from([5, 6, 7, 8, 9, 0, 1, 2, 3, 4]);
  for (const args of [[b, 6, 10], [b, 6, 10, 0, 0], [b, '0'], [b, 0, null], [b, 0, Infinity], [b, -1], [b, 0, 1, 0, 100], [b, 0xff], [b, 1.5], []]) console.log(told(() => a.compare(...args)));
  for (const args of [[0, 0, -1], [-1], [0, 100], [0, '1', '3'], ['x']]) console.log(told(() => a.copy(Buffer.alloc(4), ...args)));
  console.log(told(() => a.copy.call(0)));
  for (const offset of [Infinity, -1, 1.01, NaN, '1']) console.log(told(() => a.readDoubleLE(offset)), told(() => a.readUIntBE(0, offset)), told(() => a.writeInt16LE(1, offset)));
  console.log(Buffer.concat([], 100).length, Buffer.concat([Buffer.alloc(0)], 3));
  for (const encoding of [undefined, null, '', 'ascii', 0]) console.log(told(() => a.toString(encoding, 1, 2)), told(() => a.toString(encoding, 2, 1)));
  console.log(Buffer.from('ff').indexOf(Buffer.from('f'), 1, 'ucs2'), Buffer.from('abcdab', 'ucs2').indexOf('ab', 3, 'ucs2'), Buffer.from('aaaa').indexOf('你好', 'ucs2'));
  console.log(Buffer.from('abab', 'ucs2').lastIndexOf('ab', -1, 'ucs2'), Buffer.from('abc').includes('c', 'ucs2'));
  for (const write of [(b) => b.writeUInt32LE(2 ** 32), (b) => b.writeInt32BE(2 ** 31), (b) => b.writeUIntLE(2 ** 32, 0, 4), (b) => b.writeIntBE(2 ** 40, 0, 5), (b) => b.writeUIntBE(2 ** 24, 0, 3)]) console.log(told(() => write(Buffer.alloc(8))));
  console.log(told(() => a.utf8Write('ww', 0, -1)));
  for (const most of [NaN, -1, 'x', 2, 50]) console.log(told(() => { buffer.INSPECT_MAX_BYTES = most; return buffer.INSPECT_MAX_BYTES; }));
  console.log(a);
};
