// Random bytes, numbers and identifiers: all of the host's.
const { nodeError, invalidArgument, outOfRange, callable, startTimer, DOMException, FastBuffer, Bytes, LONGEST_BUFFER, bytesOf, random } = internals;
const RANDOM_BLOCK = 65536;
const randomInto = (bytes) => {
  for (let at = 0; at < bytes.length; at += RANDOM_BLOCK) {
    bytes.set(new Bytes(random(Math.min(RANDOM_BLOCK, bytes.length - at))), at);
  }
  return bytes;
};
const hexByte = (byte) => byte.toString(16).padStart(2, '0');
const randomUUID = function randomUUID(options) {
  if (options !== undefined) {
    if (typeof options !== 'object' || options === null) throw invalidArgument('options', 'of type object', options);
    const { disableEntropyCache = false } = options;
    if (typeof disableEntropyCache !== 'boolean') throw invalidArgument('options.disableEntropyCache', 'of type boolean', disableEntropyCache);
  }
  const bytes = new Bytes(random(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  let text = '';
  for (let i = 0; i < 16; i++) text += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + hexByte(bytes[i]);
  return text;
};
const integerTags = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
  'Uint32Array', 'BigInt64Array', 'BigUint64Array'];
const getRandomValues = function getRandomValues(array) {
  if (!ArrayBuffer.isView(array) || !integerTags.includes(array[Symbol.toStringTag])) {
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (array.byteLength > RANDOM_BLOCK) {
    throw new DOMException(`The requested length exceeds 65,536 bytes`, 'QuotaExceededError');
  }
  randomInto(bytesOf(array));
  return array;
};

const randomBytes = (size) => {
  if (typeof size !== 'number') throw invalidArgument('size', 'of type number', size);
  if (!(size >= 0 && size <= LONGEST_BUFFER)) throw outOfRange('size', `>= 0 && <= ${LONGEST_BUFFER}`, size);
  return randomInto(new FastBuffer(Math.floor(size)));
};
/** A number in [low, high) without bias: values past the last whole multiple are drawn again. */
const drawInteger = (low, high) => {
  const span = high - low;
  const limit = 2 ** 48 - (2 ** 48 % span);
  for (;;) {
    const bytes = new Bytes(random(6));
    let value = 0;
    for (let i = 0; i < 6; i++) value = value * 256 + bytes[i];
    if (value < limit) return low + (value % span);
  }
};

module.exports = {
  randomUUID, getRandomValues,
  randomBytes(size, callback = undefined) {
    if (callback === undefined) return randomBytes(size);
    callable(callback);
    const bytes = randomBytes(size);
    startTimer(0, () => callback(null, bytes));
    return undefined;
  },
  randomFillSync(buffer, offset = 0, size = undefined) {
    const bytes = bytesOf(buffer);
    if (bytes === undefined) throw invalidArgument('buf', 'an instance of ArrayBuffer or ArrayBufferView', buffer);
    const count = size ?? bytes.length - offset;
    if (offset < 0 || offset + count > bytes.length) throw outOfRange('size + offset', `<= ${bytes.length}`, offset + count);
    randomInto(new Bytes(bytes.buffer, bytes.byteOffset + offset, count));
    return buffer;
  },
  randomInt(low, high = undefined, callback = undefined) {
    if (high === undefined || typeof high === 'function') {
      callback = high;
      high = low;
      low = 0;
    }
    if (!Number.isSafeInteger(low)) throw invalidArgument('min', 'a safe integer', low);
    if (!Number.isSafeInteger(high)) throw invalidArgument('max', 'a safe integer', high);
    if (high <= low) throw outOfRange('max', `greater than the value of "min" (${low})`, high);
    if (high - low > 2 ** 48 - 1) throw outOfRange('max - min', '<= 281474976710655', high - low);
    const value = drawInteger(low, high);
    if (callback === undefined) return value;
    startTimer(0, () => callback(null, value));
    return undefined;
  },
  randomFill(buffer, offset, size = undefined, callback = undefined) {
    if (typeof offset === 'function') [callback, offset] = [offset, 0];
    else if (typeof size === 'function') [callback, size] = [size, undefined];
    callable(callback);
    module.exports.randomFillSync(buffer, offset, size);
    startTimer(0, () => callback(null, buffer));
  },
  timingSafeEqual(a, b) {
    const left = bytesOf(a);
    const right = bytesOf(b);
    const expected = 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView';
    if (left === undefined) throw invalidArgument('buf1', expected, a);
    if (right === undefined) throw invalidArgument('buf2', expected, b);
    if (left.length !== right.length) {
      throw nodeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    }
    let difference = 0;
    for (let i = 0; i < left.length; i++) difference |= left[i] ^ right[i];
    return difference === 0;
  },
};
