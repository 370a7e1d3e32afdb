// Numbers in a Buffer: readUInt8 ... writeDoubleBE, with Node's spelling variants and range errors.
const checkOffset = (self, offset, size) => {
  if (typeof offset !== 'number') throw invalidArgument('offset', 'of type number', offset);
  const most = self.length - size;
  if (floor(offset) !== offset) throw outOfRange('offset', 'an integer', offset);
  if (most < 0) throw nodeError(NativeRangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
  if (offset < 0 || offset > most) throw outOfRange('offset', `>= 0 and <= ${most}`, offset);
};
const readUnsigned = (self, offset, size, little) => {
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + self[offset + (little ? size - 1 - i : i)];
  return value;
};
const writeUnsigned = (self, value, offset, size, little) => {
  for (let i = 0; i < size; i++) {
    self[offset + (little ? i : size - 1 - i)] = value % 256;
    value = floor(value / 256);
  }
};
const rangeText = (low, high, size, signed) => {
  if (size <= 4) return `>= ${low} and <= ${high}`;
  const bits = size * 8;
  return signed ? `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}` : `>= 0 and < 2 ** ${bits}`;
};
const writeInteger = (self, given, offset, size, little, signed) => {
  const value = +given;
  const high = 2 ** (size * 8 - (signed ? 1 : 0)) - 1;
  const low = signed ? -high - 1 : 0;
  if (value > high || value < low) throw outOfRange('value', rangeText(low, high, size, signed), value);
  checkOffset(self, offset, size);
  const whole = trunc(value) || 0;
  writeUnsigned(self, whole < 0 ? whole + 2 ** (size * 8) : whole, offset, size, little);
  return offset + size;
};
const readInteger = (self, offset, size, little, signed) => {
  checkOffset(self, offset, size);
  const value = readUnsigned(self, offset, size, little);
  return signed && value >= 2 ** (size * 8 - 1) ? value - 2 ** (size * 8) : value;
};
const viewOf = (self) => new NativeDataView(typedBuffer(self), typedByteOffset(self), typedByteLength(self));
const viewMethod = (name) => uncurry(NativeDataView.prototype[name]);
const wide = { __proto__: null,
  Float: ['getFloat32', 'setFloat32', 4], Double: ['getFloat64', 'setFloat64', 8],
  BigInt64: ['getBigInt64', 'setBigInt64', 8], BigUInt64: ['getBigUint64', 'setBigUint64', 8],
};
const defineNumber = (names, read, write) => {
  for (let i = 0; i < names.length; i++) {
    hidden(FastBuffer.prototype, { [`read${names[i]}`]: read, [`write${names[i]}`]: write });
  }
};
const bigRange = (name, value) => {
  const low = name === 'BigInt64' ? -(2n ** 63n) : 0n;
  const high = name === 'BigInt64' ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  if (typeof value !== 'bigint') throw new NativeTypeError(`Cannot convert ${value} to a BigInt`);
  if (value < low || value > high) {
    throw outOfRange('value', name === 'BigInt64' ? '>= -(2n ** 63n) and < 2n ** 63n' : '>= 0n and < 2n ** 64n', value);
  }
};

for (const [order, little] of [['LE', true], ['BE', false]]) {
  for (const size of [1, 2, 4]) {
    if (size === 1 && !little) continue;
    const suffix = size === 1 ? '8' : `${size * 8}${order}`;
    for (const signed of [false, true]) {
      defineNumber(signed ? [`Int${suffix}`] : [`UInt${suffix}`, `Uint${suffix}`],
        function (offset = 0) { return readInteger(this, offset, size, little, signed); },
        function (value, offset = 0) { return writeInteger(this, value, offset, size, little, signed); });
    }
  }
  for (const signed of [false, true]) {
    defineNumber(signed ? [`Int${order}`] : [`UInt${order}`, `Uint${order}`],
      function (offset, size) { return readInteger(this, offset, checkWidth(size), little, signed); },
      function (value, offset, size) { return writeInteger(this, value, offset, checkWidth(size), little, signed); });
  }
  for (const name of ownKeys(wide)) {
    const get = viewMethod(wide[name][0]);
    const set = viewMethod(wide[name][1]);
    const size = wide[name][2];
    const names = name === 'BigUInt64' ? [`BigUInt64${order}`, `BigUint64${order}`] : [`${name}${order}`];
    defineNumber(names,
      function (offset = 0) {
        checkOffset(this, offset, size);
        return get(viewOf(this), offset, little);
      },
      function (value, offset = 0) {
        if (startsWith(name, 'Big')) bigRange(name, value);
        checkOffset(this, offset, size);
        set(viewOf(this), offset, value, little);
        return offset + size;
      });
  }
}
function checkWidth(size) {
  if (typeof size !== 'number') throw invalidArgument('byteLength', 'of type number', size);
  if (floor(size) !== size) throw outOfRange('byteLength', 'an integer', size);
  if (size < 1 || size > 6) throw outOfRange('byteLength', '>= 1 and <= 6', size);
  return size;
}
// In Node they are assigned, and so enumerable: packages walk through them.
const bufferNames = getOwnPropertyNames(FastBuffer.prototype);
for (let i = 0; i < bufferNames.length; i++) {
  if (bufferNames[i] !== 'constructor') defineProperty(FastBuffer.prototype, bufferNames[i], { __proto__: null, enumerable: true });
}
