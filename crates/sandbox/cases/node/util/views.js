const { inspect } = require('util');
exports.onExecutePostLogin = () => {
  const buffer = new ArrayBuffer(3);
  console.log(buffer, new DataView(buffer, 1), [buffer], new ArrayBuffer(0));
  console.log(inspect(new Uint16Array(buffer, 0, 1), { showHidden: true }), inspect({ a: { b: { c: buffer } } }));
  console.log(Object.assign(new ArrayBuffer(1), { own: 1 }), Object.assign(new DataView(buffer), { own: 1 }));
};
