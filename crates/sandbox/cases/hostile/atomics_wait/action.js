// A thread that waits for memory nobody else can write would wait for ever.
exports.onExecutePostLogin = async () => {
  const has = [typeof SharedArrayBuffer, typeof Atomics];
  if (typeof Atomics === 'undefined' || typeof SharedArrayBuffer === 'undefined') {
    console.log('no way to wait');
    return;
  }
  const words = new Int32Array(new SharedArrayBuffer(8));
  try {
    console.log(Atomics.wait(words, 0, 0));
  } catch (error) {
    console.log('no way to wait');
  }
  if (Atomics.waitAsync) Atomics.waitAsync(words, 0, 0);
};
