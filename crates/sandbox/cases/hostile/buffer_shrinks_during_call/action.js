// Arguments are converted while the call already has its array: the conversion takes the memory away.
exports.onExecutePostLogin = async () => {
  const ends = [];
  for (const method of ['fill', 'copyWithin', 'set', 'subarray', 'slice', 'indexOf', 'includes', 'lastIndexOf', 'at', 'with']) {
    const buffer = new ArrayBuffer(1 << 16, { maxByteLength: 1 << 16 });
    const bytes = new Uint8Array(buffer);
    const evil = { valueOf() { buffer.resize(1); return 8; }, length: 1, 0: 1 };
    try {
      const args = { set: [[1], evil], copyWithin: [0, evil], subarray: [evil, 100], slice: [evil], with: [evil, 1], indexOf: [1, evil], includes: [undefined, evil], lastIndexOf: [1, evil] }[method] ?? [evil, evil, 1000];
      const end = bytes[method](...args);
      ends.push(typeof end === 'object' ? end.length : end);
    } catch (error) {
      ends.push(error.name);
    }
  }
  const gone = new ArrayBuffer(64);
  const words = new Uint8Array(gone);
  try {
    words.sort((a, b) => { if (gone.byteLength) gone.transfer(); return a - b; });
    ends.push(words.length);
  } catch (error) {
    ends.push(error.name);
  }
  console.log(ends.join(' '));
};
