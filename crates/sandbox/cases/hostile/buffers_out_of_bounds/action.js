exports.onExecutePostLogin = async () => {
  const outside = [];
  const attempt = (make) => {
    try {
      outside.push(make());
    } catch (error) {
      outside.push(error.name);
    }
  };
  const small = Buffer.alloc(4, 1);
  const detached = new Uint8Array(8);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  const shrinking = new ArrayBuffer(64, { maxByteLength: 64 });
  const view = new Uint8Array(shrinking, 8);
  shrinking.resize(4);
  attempt(() => small.readUInt32LE(1));
  attempt(() => small.readDoubleBE(-1));
  attempt(() => small.slice(-100, 100).length);
  attempt(() => Buffer.from(small.buffer, 2 ** 31, 10).length);
  attempt(() => small.copy(Buffer.alloc(2), 0, 0, 2 ** 40));
  attempt(() => small.toString('latin1', -5, 2 ** 33).length);
  attempt(() => small.fill('x', 0, 2 ** 32).length);
  attempt(() => Buffer.from(detached).length);
  attempt(() => new TextDecoder().decode(detached).length);
  attempt(() => new TextDecoder().decode(view).length);
  attempt(() => Buffer.from(view).length);
  attempt(() => require('crypto').createHash('sha1').update(view).digest('hex'));
  attempt(() => crypto.getRandomValues(view).length);
  attempt(() => crypto.getRandomValues(detached).length);
  attempt(() => {
    const growing = new ArrayBuffer(8, { maxByteLength: 64 });
    const bytes = new Uint8Array(growing);
    return new TextEncoder().encodeInto('x'.repeat(20), bytes).written;
  });
  attempt(() => new Uint8Array(new ArrayBuffer(8), 4, { valueOf() { return 5; } }).length);
  console.log(outside.join(' '));
};
