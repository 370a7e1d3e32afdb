// The global `Atomics`, which the engine lacks: an execution is one thread, so that every access is atomic.
const { unsupported } = internals;

const TypedArray = Object.getPrototypeOf(Int8Array);
const kindOf = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get;
const isShared = Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, 'byteLength').get;
const { keys } = TypedArray.prototype;
const { apply } = Reflect;

const integers = ['Int8Array', 'Uint8Array', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array'];
const waitables = ['Int32Array', 'BigInt64Array'];
const isBig = (view) => kindOf.call(view).startsWith('Big');
const checkView = (view, kinds = integers) => {
  const what = kinds === waitables ? 'an int32 or BigInt64' : 'an integer';
  if (!kinds.includes(kindOf.call(view))) throw new TypeError(`[object Array] is not ${what} typed array.`);
  // It throws where there is no buffer behind the view any more, of which the length says nothing.
  apply(keys, view, []);
};
const placeIn = (view, index) => {
  const at = Number(index);
  const place = Number.isNaN(at) ? 0 : Math.trunc(at);
  if (!(place >= 0 && place < view.length)) throw new RangeError('Invalid atomic access index');
  return place;
};
const wholeOf = (value) => {
  const number = Math.trunc(Number(value));
  // Adding zero makes of a negative zero the other one.
  return Number.isNaN(number) ? 0 : number + 0;
};
const numberFor = (view, value) => {
  if (!isBig(view)) return wholeOf(value);
  if (typeof value === 'number') throw new TypeError(`Cannot convert ${value} to a BigInt`);
  return BigInt(value);
};
/** An operation that puts a new value in the place of the old, which it gives back. */
const exchange = (combine) => (view, index, given) => {
  checkView(view);
  const at = placeIn(view, index);
  const value = numberFor(view, given);
  const before = view[at];
  view[at] = combine(before, value);
  return before;
};
const checkShared = (view) => {
  try {
    apply(isShared, view.buffer, []);
  } catch {
    throw new TypeError('[object Int32Array] is not a shared typed array.');
  }
};
const blocks = unsupported('Atomics.wait', 'an execution is one thread, and nobody could wake it');

const operations = {
  add: exchange((a, b) => a + b), and: exchange((a, b) => a & b), exchange: exchange((_, b) => b), or: exchange((a, b) => a | b),
  sub: exchange((a, b) => a - b), xor: exchange((a, b) => a ^ b),
  compareExchange(view, index, expected, replacement) {
    checkView(view);
    const at = placeIn(view, index);
    const scratch = new view.constructor([numberFor(view, expected)]);
    const value = numberFor(view, replacement);
    const before = view[at];
    if (before === scratch[0]) view[at] = value;
    return before;
  },
  isLockFree(size) { return [1, 2, 4, 8].includes(Math.trunc(Number(size))); },
  load(view, index) {
    checkView(view);
    return view[placeIn(view, index)];
  },
  notify(view, index, count) {
    checkView(view, waitables);
    placeIn(view, index);
    if (count !== undefined) wholeOf(count);
    return 0;
  },
  pause() {
    const [rounds] = arguments;
    if (rounds !== undefined && !Number.isInteger(rounds)) throw new TypeError('Atomics.pause takes a whole number of rounds');
  },
  store(view, index, value) {
    checkView(view);
    const at = placeIn(view, index);
    const number = numberFor(view, value);
    view[at] = number;
    return number;
  },
  wait(view, index, value, timeout) {
    checkView(view, waitables);
    checkShared(view);
    const at = placeIn(view, index);
    const expected = new view.constructor([numberFor(view, value)])[0];
    const ms = Number(timeout);
    if (view[at] !== expected) return 'not-equal';
    return ms <= 0 ? 'timed-out' : blocks();
  },
};
const atomics = Object.create(Object.prototype, { [Symbol.toStringTag]: { value: 'Atomics', configurable: true } });
internals.hidden(atomics, operations);
for (const name of ['add', 'and', 'exchange', 'or', 'sub', 'xor']) Object.defineProperty(atomics[name], 'name', { value: name, configurable: true });
module.exports = { Atomics: atomics };
