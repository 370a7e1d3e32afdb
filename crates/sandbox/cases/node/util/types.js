const { types } = require('util');
exports.onExecutePostLogin = async () => {
  const values = { date: new Date(0), map: new Map(), set: new Set(), weakMap: new WeakMap(), weakSet: new WeakSet(), promise: Promise.resolve(), proxy: new Proxy({}, {}), regexp: /x/, error: new TypeError('x'), array: [], object: {}, bytes: new Uint8Array(1), buffer: Buffer.from('a'), view: new DataView(new ArrayBuffer(1)), arrayBuffer: new ArrayBuffer(1), boxed: Object('s'), boxedNumber: Object(1), symbol: Object(Symbol()), big: Object(1n),
    generator: (function* () {})(), mapIterator: new Map().keys(), setIterator: new Set().values(), floats: new Float64Array(1), args: (function () { return arguments; })(), fake: { [Symbol.toStringTag]: 'Date' }, nothing: null, missing: undefined, text: 'x',
    async: async () => {}, generatorFunction: function* () {}, plainFunction() {} };
  for (const [name, value] of Object.entries(values)) {
    const found = Object.keys(types).filter((key) => key.startsWith('is') && key !== 'isEventTarget' && key !== 'isFloat16Array' && types[key](value)).sort();
    console.log(name, found.join());
  }
  console.log(require('util/types') === types, require('node:util/types') === types);
};
