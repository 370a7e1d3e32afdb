const util = require('util');
exports.onExecutePostLogin = async () => {
  const buffer = new Uint8Array([1, 2, 255, 0]).buffer;
  const view = new DataView(buffer, 1, 2);
  console.log(buffer, view, { deep: { er: { buffer, view } } }, [buffer, view], new ArrayBuffer(0), new ArrayBuffer(80));
  console.log(Object.assign(new ArrayBuffer(2), { x: 1 }), Object.assign(new DataView(buffer), { long: 'x'.repeat(80) }));
  for (const options of [{ showHidden: true }, { depth: 0 }, { compact: false }, { maxArrayLength: 2 }]) {
    console.log(util.inspect({ buffer, view, bytes: new Uint8Array(buffer) }, options));
  }
};
