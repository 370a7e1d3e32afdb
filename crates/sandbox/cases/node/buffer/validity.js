const buffer = require('buffer');
const inputs = [
  Buffer.alloc(0), Buffer.from('plain'), Buffer.from('é'), Buffer.from([0xff]), Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from([0xc0, 0x80]), Buffer.from([0xf4, 0x90, 0x80, 0x80]), Buffer.from([0xe2, 0x82]),
  new ArrayBuffer(2), new Float32Array(2), new Uint16Array([0xffff]), Buffer.from('é plain').subarray(2), 'text', 1, undefined, null, {},
  [], new DataView(new ArrayBuffer(1)),
];
exports.onExecutePostLogin = async () => {
  const detached = new ArrayBuffer(1);
  const view = new Uint8Array(detached);
  structuredClone(detached, { transfer: [detached] });
  for (const name of ['isUtf8', 'isAscii']) {
    for (const input of [...inputs, detached, view]) {
      try {
        console.log(name, buffer[name](input));
      } catch (error) {
        console.log(name, error.name, error.code, error.message);
      }
    }
  }
};
