// Frames of a WebSocket (RFC 6455, section 5): written with a mask, read with all they may be checked for.
const { Buffer, random } = internals;

const CONTINUATION = 0;
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
/** The longest message, all its fragments together. */
const LONGEST_MESSAGE = 10 * 1024 * 1024;

/** A whole message, or a control frame, as the client sends it. */
function frame(opcode, payload) {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65536 ? 2 : 8;
  const bytes = Buffer.alloc(6 + extra + length);
  bytes[0] = 0x80 | opcode;
  bytes[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) bytes.writeUInt16BE(length, 2);
  if (extra === 8) bytes.writeBigUInt64BE(BigInt(length), 2);
  const mask = Buffer.from(random(4));
  bytes.set(mask, 2 + extra);
  const start = 6 + extra;
  for (let i = 0; i < length; i++) bytes[start + i] = payload[i] ^ mask[i & 3];
  return bytes;
}

/** What a server did that the protocol does not allow: the connection is failed with this code (section 7.4.1). */
class ProtocolError extends Error {
  constructor(code, message) {
    super(message);
    this.closeCode = code;
  }
}

/** Reads frames as they arrive, in whatever pieces; `message(opcode, bytes)` gets whole messages and control frames. */
class Reader {
  #rest = Buffer.alloc(0);
  #opcode;
  #fragments = [];
  #length = 0;
  #message;
  constructor(message) { this.#message = message; }

  push(chunk) {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#one());
  }
  /** Takes one frame, if all of it is there. */
  #one() {
    const bytes = this.#rest;
    if (bytes.length < 2) return false;
    const isLast = (bytes[0] & 0x80) !== 0;
    const opcode = bytes[0] & 0x0f;
    this.#check(bytes, opcode, isLast);
    const short = bytes[1] & 0x7f;
    const start = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (bytes.length < start) return false;
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    if (this.#length + length > LONGEST_MESSAGE) throw new ProtocolError(1009, `a message is longer than ${LONGEST_MESSAGE} bytes`);
    if (bytes.length < start + length) return false;
    this.#rest = bytes.subarray(start + length);
    this.#take(opcode, isLast, bytes.subarray(start, start + length));
    return true;
  }
  #check(bytes, opcode, isLast) {
    const fail = (text) => { throw new ProtocolError(1002, text); };
    if ((bytes[0] & 0x70) !== 0) fail('reserved bits are set');
    if ((bytes[1] & 0x80) !== 0) fail('a server does not mask its frames');
    if (opcode >= CLOSE) {
      if (opcode > PONG) fail('the opcode is reserved');
      if (!isLast || (bytes[1] & 0x7f) > 125) fail('a control frame is whole and short');
    } else if (opcode > BINARY) fail('the opcode is reserved');
    else if ((opcode === CONTINUATION) !== (this.#opcode !== undefined)) fail('fragments are out of order');
  }
  #take(opcode, isLast, payload) {
    if (opcode >= CLOSE) {
      this.#message(opcode, payload);
      return;
    }
    this.#opcode ??= opcode;
    this.#fragments.push(payload);
    this.#length += payload.length;
    if (!isLast) return;
    const [whole, kind] = [Buffer.concat(this.#fragments), this.#opcode];
    [this.#opcode, this.#fragments, this.#length] = [undefined, [], 0];
    this.#message(kind, whole);
  }
}

module.exports = { frame, Reader, ProtocolError, TEXT, BINARY, CLOSE, PING, PONG };
