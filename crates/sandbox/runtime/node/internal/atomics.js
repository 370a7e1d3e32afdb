// The global `Atomics`, which the engine lacks: an execution is one thread, so that every access is atomic.
const { unsupported } = internals;

const views = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array];
const isBig = (view) => view instanceof BigInt64Array || view instanceof BigUint64Array;
const checkView = (view) => {
  if (!views.some((View) => view instanceof View)) throw new TypeError('[object Array] is not an integer typed array.');
};
const placeIn = (view, index) => {
  const at = Number(index);
  const place = Number.isNaN(at) ? 0 : Math.trunc(at);
  if (!(place >= 0 && place < view.length)) throw new RangeError('Invalid atomic access index');
  return place;
};
const numberFor = (view, value) => {
  if (isBig(view)) {
    if (typeof value === 'number') throw new TypeError(`Cannot convert ${value} to a BigInt`);
    return BigInt(value);
  }
  const number = Math.trunc(Number(value));
  // Adding zero makes of a negative zero the other one.
  return Number.isNaN(number) ? 0 : number + 0;
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
const checkWaitable = (view, index) => {
  if (!(view instanceof Int32Array || view instanceof BigInt64Array)) throw new TypeError('[object Array] is not an int32 or BigInt64 typed array.');
  return placeIn(view, index);
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
  notify(view, index) {
    checkWaitable(view, index);
    return 0;
  },
  store(view, index, value) {
    checkView(view);
    const at = placeIn(view, index);
    const number = numberFor(view, value);
    view[at] = number;
    return number;
  },
  wait(view, index, value) {
    const at = checkWaitable(view, index);
    if (!(view.buffer instanceof SharedArrayBuffer)) throw new TypeError('[object Int32Array] is not a shared typed array.');
    return view[at] === numberFor(view, value) ? blocks() : 'not-equal';
  },
};
const atomics = Object.create(Object.prototype, { [Symbol.toStringTag]: { value: 'Atomics', configurable: true } });
internals.hidden(atomics, operations);
for (const name of ['add', 'and', 'exchange', 'or', 'sub', 'xor']) Object.defineProperty(atomics[name], 'name', { value: name, configurable: true });
module.exports = { Atomics: atomics };
