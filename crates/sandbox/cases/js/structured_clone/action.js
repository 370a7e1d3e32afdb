exports.onExecutePostLogin = async (event, api) => {
  const source = { date: new Date(0), map: new Map([[{ k: 1 }, new Set([1])]]), list: [1, , 3], re: /x/gi, bytes: new Uint8Array([1, 2]), error: new RangeError('r'), big: 1n, nested: { undefined: undefined }, boxed: new Number(5) };
  source.self = source;
  const copy = structuredClone(source);
  console.log(copy.self === copy, copy.date, copy.map, copy.list, copy.re, copy.bytes, copy.error.name, copy.error.message, copy.big, copy.nested, copy.boxed);
  class A { x = 1; }
  console.log(structuredClone(new A()), structuredClone(new Map([[1, 2]])));
  for (const value of [() => {}, Symbol('s'), { f() {} }, new WeakMap(), Promise.resolve()]) {
    try {
      structuredClone(value);
    } catch (error) {
      console.log(error.name, error.code);
    }
  }
  const buffer = new ArrayBuffer(4);
  const moved = structuredClone(buffer, { transfer: [buffer] });
  console.log(buffer.byteLength, moved.byteLength);
};
