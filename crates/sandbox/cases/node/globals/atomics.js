const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name);
  }
};
exports.onExecutePostLogin = async () => {
  const view = new Int32Array(new SharedArrayBuffer(16));
  const big = new BigInt64Array(2);
  for (const name of ['add', 'and', 'exchange', 'or', 'sub', 'xor', 'store']) {
    shown(() => [name, Atomics[name](view, 0, 5.7), view[0], Atomics[name](big, '1', 7n), big[1], Atomics[name].name, Atomics[name].length]);
  }
  shown(() => [Atomics.compareExchange(view, 0, view[0], 9), view[0], Atomics.compareExchange(view, 0, 1, 2), view[0], Atomics.load(view, 0)]);
  shown(() => [Atomics.add(new Uint8Array([250]), 0, 10), Atomics.isLockFree(4), Atomics.isLockFree(3), Atomics.notify(view, 0), Atomics.wait(view, 0, 1)]);
  for (const args of [[new Float32Array(1), 0, 1], [[], 0, 1], [view, 4, 1], [view, -1, 1], [big, 0, 1], [new Uint8ClampedArray(1), 0, 1]]) shown(() => Atomics.add(...args));
  console.log(Object.prototype.toString.call(Atomics), typeof Atomics);
};
