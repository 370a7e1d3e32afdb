// Buffer: construction, text, comparison and search. Numbers are in buffer_numbers.js.
const LONGEST_BUFFER = 2 ** 31 - 1;
class FastBuffer extends Uint8Array {}
const checkSize = (size) => {
  if (typeof size !== 'number') throw invalidArgument('size', 'of type number', size);
  if (!(size >= 0 && size <= LONGEST_BUFFER)) throw outOfRange('size', `>= 0 && <= ${LONGEST_BUFFER}`, size);
  return floor(size);
};
const wrap = (bytes) => new FastBuffer(typedBuffer(bytes), typedByteOffset(bytes), typedByteLength(bytes));
const isBytes = (value) => isView(value) && typedTag(value) === 'Uint8Array';

const fromValue = (value, encodingOrOffset, length) => {
  if (typeof value === 'string') return wrap(encodeText(value, encodingOf(encodingOrOffset)));
  if (isObject(value) && typeof value === 'object') {
    if (isBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const primitive = value.valueOf?.();
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object')) {
      return fromValue(primitive, encodingOrOffset, length);
    }
    const copied = fromObject(value);
    if (copied !== undefined) return copied;
    if (typeof value[symbolToPrimitive] === 'function') {
      const told = value[symbolToPrimitive]('string');
      if (typeof told === 'string') return wrap(encodeText(told, encodingOf(encodingOrOffset)));
    }
  }
  throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_TYPE', 'The first argument must be of type string or an instance of Buffer, ' +
    `ArrayBuffer, or Array or an Array-like Object. Received ${received(value)}`);
};
const fromArrayBuffer = (value, offset, length) => {
  const size = typedLength(new Bytes(value));
  const start = offset === undefined || isNaNNumber(+offset) ? 0 : trunc(+offset);
  if (start < 0 || start > size) throw nodeError(NativeRangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
  if (length === undefined) return new FastBuffer(value, start);
  const wanted = +length > 0 ? trunc(+length) : 0;
  if (wanted > size - start) throw nodeError(NativeRangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
  return new FastBuffer(value, start, wanted);
};
const fromObject = (value) => {
  const list = value.length !== undefined || isBuffer(value.buffer) ? value
    : value.type === 'Buffer' && isArray(value.data) ? value.data : undefined;
  if (list === undefined) return undefined;
  const count = typeof list.length === 'number' && list.length > 0 ? list.length : 0;
  const result = new FastBuffer(checkSize(count));
  for (let i = 0; i < count; i++) result[i] = list[i];
  return result;
};

/** Callable without `new`, as the deprecated `Buffer()` is. */
function Buffer(value, encodingOrOffset, length) {
  if (typeof value === 'number') {
    if (typeof encodingOrOffset === 'string') throw invalidArgument('string', 'of type string', value);
    return new FastBuffer(checkSize(value));
  }
  return fromValue(value, encodingOrOffset, length);
}
const fillWith = (target, value, start, end, encoding) => {
  if (typeof value === 'string') {
    const bytes = encodeText(value, encodingOf(encoding));
    if (bytes.length === 0) {
      if (value.length > 0) throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'value' is invalid. Received ${inspectQuietly(value)}`);
      typedFill(target, 0, start, end);
    } else for (let i = start; i < end; i++) target[i] = bytes[(i - start) % bytes.length];
  } else if (isView(value)) {
    const bytes = bytesOf(value);
    if (bytes.length === 0) throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'value' is invalid. Received ${inspectQuietly(value)}`);
    for (let i = start; i < end; i++) target[i] = bytes[(i - start) % bytes.length];
  } else {
    typedFill(target, typeof value === 'boolean' ? +value : value & 255, start, end);
  }
  return target;
};
const compareBytes = (a, b) => {
  const count = min(a.length, b.length);
  for (let i = 0; i < count; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
};
const bytesArgument = (value, name) => {
  if (!isBytes(value)) throw invalidArgument(name, 'an instance of Buffer or Uint8Array', value);
  return value;
};

hidden(Buffer, {
  poolSize: 8192,
  from(value, encodingOrOffset, length) { return fromValue(value, encodingOrOffset, length); },
  of(...items) { return fromObject(items); },
  alloc(size, fill, encoding) {
    const result = new FastBuffer(checkSize(size));
    return fill !== undefined && fill !== 0 && size > 0 ? fillWith(result, fill, 0, result.length, encoding) : result;
  },
  allocUnsafe(size) { return new FastBuffer(checkSize(size)); },
  allocUnsafeSlow(size) { return new FastBuffer(checkSize(size)); },
  isBuffer(value) { return isInstance(Buffer, value); },
  isEncoding(name) { return typeof name === 'string' && name !== '' && encodingNames[toLowerCase(name)] !== undefined; },
  byteLength(value, encoding) {
    if (typeof value === 'string') return encodedLength(value, encodingNames[toLowerCase(`${encoding ?? 'utf8'}`)] ?? 'utf8');
    const bytes = bytesOf(value);
    if (bytes === undefined) throw invalidArgument('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
    return bytes.length;
  },
  compare(a, b) { return compareBytes(bytesArgument(a, 'buf1'), bytesArgument(b, 'buf2')); },
  concat(list, total) {
    if (!isArray(list)) throw invalidArgument('list', 'an instance of Array', list);
    if (list.length === 0) return new FastBuffer();
    let size = 0;
    for (let i = 0; i < list.length; i++) size += bytesArgument(list[i], `list[${i}]`).length;
    const result = new FastBuffer(total === undefined ? size : checkSize(total));
    for (let i = 0, at = 0; i < list.length && at < result.length; i++) {
      const room = result.length - at;
      const part = list[i].length > room ? new Bytes(typedBuffer(list[i]), typedByteOffset(list[i]), room) : list[i];
      typedSet(result, part, at);
      at += part.length;
    }
    return result;
  },
  copyBytesFrom(view, offset = 0, length = undefined) {
    const part = length === undefined ? view.slice(offset) : view.slice(offset, offset + length);
    return wrap(bytesOf(part));
  },
});
setPrototypeOf(Buffer, Uint8Array);
defineProperty(Buffer, 'prototype', { value: FastBuffer.prototype, writable: true });
defineProperty(FastBuffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true });
defineProperty(FastBuffer, 'name', { value: 'Buffer', configurable: true });
defineProperty(Buffer, Symbol.species, { get() { return FastBuffer; }, configurable: true });

const range = (value, fallback, length) => {
  if (value === undefined) return fallback;
  const at = trunc(+value) || 0;
  return at < 0 ? 0 : min(at, length);
};
const sliceOf = (self, start, end) => {
  const { length } = self;
  const relative = (value, fallback) => {
    const at = value === undefined ? fallback : trunc(+value) || 0;
    return at < 0 ? max(0, at + length) : min(at, length);
  };
  const from = relative(start, 0);
  return new FastBuffer(typedBuffer(self), typedByteOffset(self) + from, max(0, relative(end, length) - from));
};
