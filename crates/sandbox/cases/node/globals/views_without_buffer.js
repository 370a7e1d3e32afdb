exports.onExecutePostLogin = async () => {
  const view = new Float64Array([1, 2.5, -0]);
  console.log(view.toLocaleString());
  structuredClone(view.buffer, { transfer: [view.buffer] });
  for (const one of [view, [], {}]) {
    try {
      console.log(Float64Array.prototype.toLocaleString.call(one));
    } catch (error) {
      console.log(error.name);
    }
  }
  const shared = new Int32Array(2);
  console.log(Object.is(Atomics.store(shared, 0, -0), 0), Object.is(Atomics.store(shared, 0, -0.5), 0), Atomics.store(shared, 0, NaN), Atomics.store(shared, 0, -1.5));
};
