const shown = (label, make) => {
  try {
    console.log(label, make());
  } catch (error) {
    console.log(label, error.constructor.name, error.name, error.code, error.message);
  }
};
const same = (label, value, options) => shown(label, () => structuredClone(value, options));
class Point {
  #secret = 1;
  constructor(x) { this.x = x; }
  get double() { return this.x * 2; }
}
exports.onExecutePostLogin = async () => {
  for (const value of [undefined, null, true, 'x', 1n, -0, NaN, Infinity]) same('primitive', value);
  same('boxed', [Object(1), Object('abc'), Object(true), Object(1n)]);
  same('date', [new Date(0), new Date(NaN)]);
  same('regexp', Object.assign(/a+/giu, { lastIndex: 3 }));
  shown('lastIndex', () => structuredClone(Object.assign(/a/g, { lastIndex: 3 })).lastIndex);
  same('sparse', [, 1, , 2]);
  same('extra', Object.assign([1], { more: 2, [Symbol('s')]: 3 }));
  same('length', new Array(3));
  same('class', new Point(2));
  same('getter', { get a() { return 1; }, b: { __proto__: { inherited: 1 }, own: 2 } });
  same('null prototype', { __proto__: null, a: 1 });
  same('proto key', JSON.parse('{"__proto__": {"x": 1}}'));
  same('map', new Map([[{ k: 1 }, new Set([1, [2]])]]));
  same('subclass', new (class Other extends Map {})([[1, 2]]));
  same('arguments', (function () { return arguments; })(1, 2));
  const cycle = { list: [] };
  cycle.list.push(cycle, cycle);
  shown('cycle', () => { const copy = structuredClone(cycle); return [copy.list[0] === copy, copy.list[1] === copy, copy !== cycle]; });
  const bytes = new Uint8Array([1, 2, 3, 4]);
  shown('views', () => structuredClone([bytes, new Uint16Array(bytes.buffer, 2, 1), new DataView(bytes.buffer, 1, 2)]).map((view) => [view.constructor.name, view.byteOffset, view.byteLength, view.buffer.byteLength]));
  shown('shared buffer', () => { const [a, b] = structuredClone([bytes, bytes.subarray(1)]); return [a.buffer === b.buffer, b.byteOffset]; });
  same('buffer', Buffer.from('abc').subarray(0));
  shown('is Buffer', () => Buffer.isBuffer(structuredClone(Buffer.from('a'))));
  shown('resizable', () => { const copy = structuredClone(new ArrayBuffer(2, { maxByteLength: 8 })); return [copy.byteLength, copy.resizable, copy.maxByteLength]; });
  for (const error of [new Error('e', { cause: { why: 1 } }), new TypeError('t'), new RangeError('r'), Object.assign(new Error('x'), { code: 'E', name: 'Custom' }), new AggregateError([1], 'many'), new (class MyError extends Error {})('mine'), new DOMException('d', 'AbortError'), Object.assign(new SyntaxError('s'), { name: 'SyntaxError' })]) {
    shown('error', () => {
      const copy = structuredClone(error);
      return [copy.constructor.name, copy.name, copy.message, copy.cause, copy.code, copy.errors, Object.keys(copy), typeof copy.stack];
    });
  }
  for (const value of [() => 1, function named() {}, class A {}, Symbol('s'), { a: Symbol.iterator }, Object(Symbol('x')), new WeakMap(), new WeakSet(), new WeakRef({}), Promise.resolve(), (function* () {})(), new Proxy({}, {}), [() => {}], new EventTarget(), new Event('x'), new URL('http://a'), new URLSearchParams('a=b'), new Headers({ a: 'b' }), new AbortController(), new AbortController().signal, new TextEncoder(), new FormData(), [].values(), new Map().entries()]) {
    shown('refused', () => structuredClone(value));
  }
  const blob = structuredClone(new Blob(['abc'], { type: 'text/plain' }));
  console.log(blob.constructor.name, blob.size, blob.type, await blob.text());
  const given = new ArrayBuffer(3);
  shown('transferred', () => [structuredClone({ given }, { transfer: [given] }).given.byteLength, given.byteLength, given.detached]);
  shown('twice', () => structuredClone(given, { transfer: [given] }));
  const again = new ArrayBuffer(1);
  shown('duplicate', () => structuredClone(1, { transfer: [again, again] }));
  shown('kept', () => again.byteLength);
  shown('not transferable', () => structuredClone(1, { transfer: [{}] }));
  shown('not an iterable', () => structuredClone(1, { transfer: 5 }));
  shown('unlisted', () => { const part = new Uint8Array(2); structuredClone(1, { transfer: [part.buffer] }); return part.length; });
  for (const options of [null, undefined, 5, {}, { transfer: undefined }, { transfer: null }, []]) shown('options', () => structuredClone({ a: 1 }, options));
  shown('none', () => structuredClone());
  let thrown = 0;
  shown('getter throws', () => structuredClone({ get a() { thrown++; throw new RangeError('mine'); } }));
  console.log(thrown, structuredClone.name, structuredClone.length);
  const { port1, port2 } = new MessageChannel();
  shown('port unlisted', () => structuredClone(port1));
  shown('port', () => { const moved = structuredClone({ port2 }, { transfer: [port2] }); return [moved.port2.constructor.name, moved.port2 === port2, port2 instanceof MessagePort]; });
  port1.close();
};
