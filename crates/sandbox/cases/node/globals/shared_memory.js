const crypto = require('crypto');
exports.onExecutePostLogin = async () => {
  const shared = new SharedArrayBuffer(8);
  new Uint8Array(shared).set([104, 105, 0xf0, 0x9f, 0x8e, 0x89, 33, 33]);
  console.log(new TextDecoder().decode(shared), new TextDecoder().decode(new DataView(shared, 0, 2)), Buffer.byteLength(shared));
  const buffer = Buffer.from(shared);
  new Uint8Array(shared)[0] = 72;
  console.log(buffer.toString(), Buffer.from(shared, 6, 1).toString(), Buffer.from({ buffer: shared }).length);
  console.log(new TextEncoder().encodeInto('grün', new Uint8Array(shared)), Buffer.from(shared).toString('hex'));
  console.log(crypto.createHash('sha1').update(new Uint8Array(shared)).digest('hex'));
  const lost = new Uint8Array(4);
  structuredClone(lost.buffer, { transfer: [lost.buffer] });
  console.log(new TextDecoder().decode(lost) === '', new TextEncoder().encodeInto('x', lost));
  const decode = (...pieces) => {
    const decoder = new TextDecoder();
    return JSON.stringify([...pieces.map((bytes) => decoder.decode(new Uint8Array(bytes), { stream: true })), decoder.decode()]);
  };
  console.log(decode([0xf0, 0x80], [0x41]), decode([0xf0, 0x9f], [0x8e, 0x89]), decode([0xed, 0xa0], [0x80]), decode([0xe0, 0x80]), decode([0xf5], [0x80]), decode([0xc1], [0x81]), decode([0xe2, 0x82], [0xac]));
};
