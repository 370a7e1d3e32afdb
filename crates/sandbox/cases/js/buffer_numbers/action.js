exports.onExecutePostLogin = async (event, api) => {
  const b = Buffer.alloc(16);
  b.writeUInt32BE(0xdeadbeef, 0);
  b.writeInt16LE(-2, 4);
  b.writeDoubleBE(1.5, 6);
  console.log(b, b.readUInt32BE(0), b.readUint32LE(0), b.readInt32BE(0), b.readInt16LE(4), b.readDoubleBE(6), b.readUIntBE(0, 6), b.readIntLE(0, 3));
  b.writeBigInt64LE(-5n, 8);
  b.writeFloatLE(0.5, 0);
  console.log(b.readBigInt64LE(8), b.readBigUInt64LE(8), b.readFloatLE(0), b.writeUInt8(255, 0), b.readInt8(0));
  for (const f of [() => b.readUInt32BE(13), () => b.writeUInt8(256, 0), () => b.readInt8('0'), () => b.writeInt16BE(40000, 0), () => b.readUInt8(1.5)]) {
    try {
      f();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
};
