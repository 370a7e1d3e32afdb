// Methods of Buffer's prototype other than numbers.
const search = (self, value, offset, encoding, backwards) => {
  if (typeof offset === 'string') {
    encoding = offset;
    offset = undefined;
  }
  // Two bytes are one unit of UTF-16, and nothing is found between units.
  const unit = typeof value !== 'number' && encodingNames[toLowerCase(`${encoding}`)] === 'utf16le' ? 2 : 1;
  if (typeof value === 'number') value = new Bytes([value]);
  else if (typeof value === 'string') value = encodeText(value, encodingOf(encoding));
  else if (!isBytes(value)) {
    throw invalidArgument('value', 'one of type number or string or an instance of Buffer or Uint8Array', value);
  }
  const step = backwards ? -unit : unit;
  let at = +offset;
  if (isNaNNumber(at)) at = backwards ? self.length : 0;
  at = trunc(at);
  if (at < 0) at += self.length;
  if (at < 0) {
    if (backwards) return -1;
    at = 0;
  }
  const last = self.length - value.length;
  if (value.length === 0) return min(at, self.length);
  if (unit > value.length) return -1;
  if (backwards && at > last) at = last;
  at -= at % unit;
  for (; at >= 0 && at <= last; at += step) {
    let i = 0;
    while (i < value.length && self[at + i] === value[i]) i++;
    if (i === value.length) return at;
  }
  return -1;
};
/** An offset that is one already: nothing is made of other values. Without one, the most. */
const validOffset = (name, value, most = 2 ** 53 - 1) => {
  if (value === undefined) return most;
  if (typeof value !== 'number') throw invalidArgument(name, 'of type number', value);
  if (!isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < 0 || value > most) throw outOfRange(name, `>= 0 && <= ${most}`, value);
  return value;
};
/** How many bytes of a buffer are shown, which `buffer.INSPECT_MAX_BYTES` sets. */
const inspected = { most: 50 };
const swap = (self, size) => {
  if (self.length % size !== 0) {
    throw nodeError(NativeRangeError, 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${size * 8}-bits`);
  }
  for (let i = 0; i < self.length; i += size) {
    for (let j = 0; j < size / 2; j++) {
      const kept = self[i + j];
      self[i + j] = self[i + size - 1 - j];
      self[i + size - 1 - j] = kept;
    }
  }
  return self;
};

hidden(FastBuffer.prototype, {
  get parent() { return isInstance(Buffer, this) ? this.buffer : undefined; },
  get offset() { return isInstance(Buffer, this) ? this.byteOffset : undefined; },
  toString(encoding, start, end) {
    const { length } = this;
    const from = range(start, 0, length);
    const to = range(end, length, length);
    if (to <= from) return '';
    if (encoding === null || encoding === '') throw nodeError(NativeTypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    return decodeText(this, encodingOf(encoding), from, to);
  },
  toLocaleString(encoding, start, end) { return this.toString(encoding, start, end); },
  toJSON() {
    const data = [];
    for (let i = 0; i < this.length; i++) data[i] = this[i];
    return { type: 'Buffer', data };
  },
  equals(other) {
    if (!isBytes(other)) throw invalidArgument('otherBuffer', 'an instance of Buffer or Uint8Array', other);
    return this === other || compareBytes(this, other) === 0;
  },
  compare(target, targetStart = 0, targetEnd = undefined, sourceStart = 0, sourceEnd = undefined) {
    bytesArgument(target, 'target');
    const theirs = [validOffset('targetStart', targetStart), validOffset('targetEnd', targetEnd, target.length)];
    const ours = [validOffset('sourceStart', sourceStart), validOffset('sourceEnd', sourceEnd, this.length)];
    return compareBytes(sliceOf(this, ours[0], ours[1]), sliceOf(target, theirs[0], theirs[1]));
  },
  slice(start, end) { return sliceOf(this, start, end); },
  subarray(start, end) { return sliceOf(this, start, end); },
  copy(target, targetStart = 0, start = 0, end = this.length) {
    if (!isView(this)) throw invalidArgument('source', 'an instance of Buffer or Uint8Array', this);
    if (!isView(target)) throw invalidArgument('target', 'an instance of Buffer or Uint8Array', target);
    const into = bytesOf(target);
    const at = trunc(+targetStart) || 0;
    const from = trunc(+start) || 0;
    if (at < 0) throw outOfRange('targetStart', '>= 0', at);
    if (from < 0 || from > this.length) throw outOfRange('sourceStart', `>= 0 && <= ${this.length}`, from);
    const to = trunc(+end) || 0;
    if (to < 0) throw outOfRange('sourceEnd', '>= 0', to);
    const count = min(min(to, this.length) - from, into.length - at);
    if (count <= 0) return 0;
    typedSet(into, new Bytes(typedBuffer(this), typedByteOffset(this) + from, count), at);
    return count;
  },
  fill(value, start, end, encoding) {
    if (typeof start === 'string') {
      encoding = start;
      start = undefined;
      end = undefined;
    } else if (typeof end === 'string') {
      encoding = end;
      end = undefined;
    }
    const from = start ?? 0;
    const to = end ?? this.length;
    if (from < 0 || from > this.length) throw outOfRange('offset', `>= 0 && <= ${this.length}`, from);
    if (to < 0 || to > this.length) throw outOfRange('end', `>= 0 && <= ${this.length}`, to);
    return fillWith(this, value, from, to, encoding);
  },
  write(text, offset, length, encoding) {
    if (typeof text !== 'string') throw invalidArgument('argument', 'of type string', text);
    if (typeof offset === 'string') {
      encoding = offset;
      offset = undefined;
      length = undefined;
    } else if (typeof length === 'string') {
      encoding = length;
      length = undefined;
    }
    const at = offset ?? 0;
    if (at < 0 || at > this.length) throw outOfRange('offset', `>= 0 && <= ${this.length}`, at);
    const name = encodingOf(encoding);
    const room = min(length ?? Infinity, this.length - at);
    let bytes = encodeText(text, name);
    if (bytes.length > room) {
      const cut = name === 'utf8' ? room - incompleteTail('utf-8', new Bytes(typedBuffer(bytes), 0, room))
        : name === 'utf16le' ? room - (room % 2) : room;
      bytes = new Bytes(typedBuffer(bytes), typedByteOffset(bytes), cut);
    }
    typedSet(this, bytes, at);
    return bytes.length;
  },
  indexOf(value, offset, encoding) { return search(this, value, offset, encoding, false); },
  lastIndexOf(value, offset, encoding) { return search(this, value, offset, encoding, true); },
  includes(value, offset, encoding) { return search(this, value, offset, encoding, false) !== -1; },
  swap16() { return swap(this, 2); },
  swap32() { return swap(this, 4); },
  swap64() { return swap(this, 8); },
  [customInspectSymbol](depth, ctx) {
    const shown = min(inspected.most, this.length);
    let text = '';
    for (let i = 0; i < shown; i++) text += `${i ? ' ' : ''}${padStart(numberToString(this[i], 16), 2, '0')}`;
    const left = this.length - shown;
    if (left > 0) text += ` ... ${left} more byte${left > 1 ? 's' : ''}`;
    const extras = extraKeysOf({ showHidden: false }, this);
    for (let i = 0; i < extras.length; i++) {
      const key = typeof extras[i] === 'symbol' ? `[${symbolToString(extras[i])}]` : extras[i];
      text += `${text === '' ? '' : ', '}${key}: ${inspect(this[extras[i]], { ...ctx, breakLength: Infinity, compact: true })}`;
    }
    return `<${this.constructor.name === 'FastBuffer' ? 'Buffer' : this.constructor.name} ${text}>`;
  },
});
hidden(FastBuffer.prototype, { inspect: FastBuffer.prototype[customInspectSymbol] });
const encodingMethods = ['utf8', 'hex', 'base64', 'base64url', 'ascii', 'latin1', 'ucs2'];
for (let i = 0; i < encodingMethods.length; i++) {
  const name = encodingNames[encodingMethods[i]];
  hidden(FastBuffer.prototype, {
    [`${encodingMethods[i]}Slice`](start, end) { return decodeText(this, name, range(start, 0, this.length), range(end, this.length, this.length)); },
    [`${encodingMethods[i]}Write`](text, offset, length) {
      if (length < 0) throw nodeError(NativeRangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
      return this.write(text, offset, length, name);
    },
  });
}
