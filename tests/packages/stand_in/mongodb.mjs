// Speaks MongoDB's wire protocol (OP_MSG, and OP_QUERY for the first hello) as far as inserting and finding by id: a
// stand-in, since Debian has no MongoDB.
import net from 'node:net';
import { BSON } from 'bson';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;

const HELLO = { ok: 1, helloOk: true, isWritablePrimary: true, ismaster: true, maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000, minWireVersion: 0, maxWireVersion: 25 };

function answered(command, documents) {
  const [name] = Object.keys(command);
  switch (name.toLowerCase()) {
    case 'hello':
    case 'ismaster':
      return HELLO;
    case 'insert':
      command.documents.forEach((document) => documents.set(document._id, document));
      return { ok: 1, n: command.documents.length };
    case 'find': {
      const found = documents.get(command.filter._id);
      return { ok: 1, cursor: { id: BSON.Long.ZERO, ns: `${command.$db}.${command.find}`, firstBatch: found ? [found] : [] } };
    }
    default:
      return { ok: 1 };
  }
}

/** The command of an OP_MSG: its body, with the documents of a sequence under their own name. */
function read(message) {
  if (message.readInt32LE(12) === OP_QUERY) {
    const name = message.indexOf(0, HEADER + 4);
    return BSON.deserialize(message.subarray(name + 9));
  }
  let command = {};
  for (let at = HEADER + 4; at < message.length; ) {
    const size = message.readInt32LE(at + 1);
    if (message[at] === 0) Object.assign(command, BSON.deserialize(message.subarray(at + 1, at + 1 + size)));
    else {
      const name = message.indexOf(0, at + 5);
      const listed = [];
      for (let next = name + 1; next < at + 1 + size; next += message.readInt32LE(next)) {
        listed.push(BSON.deserialize(message.subarray(next, next + message.readInt32LE(next))));
      }
      command[message.toString('utf8', at + 5, name)] = listed;
    }
    at += 1 + size;
  }
  return command;
}

function written(answer, message) {
  const isQuery = message.readInt32LE(12) === OP_QUERY;
  const between = isQuery ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isQuery) between.writeInt32LE(1, 16);
  const body = BSON.serialize(answer);
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + between.length + body.length, 0);
  header.writeInt32LE(message.readInt32LE(4), 8);
  header.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, between, body]);
}

export function serve() {
  const documents = new Map();
  const server = net.createServer((socket) => {
    let held = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk]);
      while (held.length >= HEADER && held.length >= held.readInt32LE(0)) {
        const message = held.subarray(0, held.readInt32LE(0));
        held = held.subarray(message.length);
        socket.write(written(answered(read(message), documents), message));
      }
    });
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ seen: [], secrets: { MONGODB: `mongodb://127.0.0.1:${server.address().port}/?directConnection=true` }, stop: () => server.close() }),
    ),
  );
}
