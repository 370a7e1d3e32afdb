// The servers that cases below `cases/node` speak to: the same for Node and for the sandbox. Their keys come as one line of
// JSON on standard input, where they listen goes as one line of JSON to standard output, and they end with their input.
const crypto = require('crypto');
const http = require('http');
const http2 = require('http2');
const https = require('https');
const net = require('net');
const sockets = require('./stand_in_sockets.cjs');
const zlib = require('zlib');

const body = (request) => new Promise((resolve) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('error', () => {});
});
// What a client sends of its own accord is not what a case asked it to send.
const ofTheClient = ['host', 'connection', 'accept', 'accept-encoding', 'user-agent', 'transfer-encoding', 'content-length'];
const asked = (request) => {
  const wanted = (new URL(request.url, 'http://x').searchParams.get('show') ?? '').split(',');
  return Object.fromEntries(Object.entries(request.headers)
    .filter(([name]) => !ofTheClient.includes(name) || wanted.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
};
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const encoders = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };

let packed;
const bomb = () => { packed ??= zlib.gzipSync(Buffer.alloc(64 << 20)); return packed; };

const answers = {
  async echo(request, response) {
    const text = (await body(request)).toString();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: asked(request), body: text }));
  },
  async length(request, response) {
    response.end(`${(await body(request)).length}`);
  },
  headers(request, response) {
    const isFirst = request.httpVersionMajor === 1;
    response.setHeader('Set-Cookie', ['a=1; Path=/', 'b=2; HttpOnly']);
    response.setHeader('X-Twice', ['one', 'two']);
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('ETag', '"tag"');
    if (isFirst) response.writeHead(200, 'Very Good');
    response.end('hello');
  },
  async chunks(request, response) {
    for (const chunk of ['one ', 'two ', 'thr\u00e9\u00e9']) {
      response.write(chunk);
      await sleep(20);
    }
    response.end();
  },
  status(request, response, [status]) {
    response.writeHead(Number(status));
    response.end(`status ${status}`);
  },
  redirect(request, response, [status, ...path]) {
    response.writeHead(Number(status), { location: `/${path.join('/')}` });
    response.end('moved');
  },
  encoded(request, response, [encoding]) {
    response.setHeader('content-encoding', encoding);
    response.end(encoders[encoding]('compressed '.repeat(50)));
  },
  bytes(request, response, [length]) {
    response.end(Buffer.alloc(Number(length), 'x'));
  },
  async slow(request, response, [ms]) {
    await sleep(Number(ms));
    response.end('late');
  },
  /** The head and a first piece, then nothing. */
  stall(request, response) {
    response.write('first');
  },
  /** Nothing at all. */
  silence() {},
  /** As much as is taken, without end. */
  endless(request, response) {
    sockets.flood(response);
  },
  /** A byte now and then, without end. */
  drip(request, response) {
    sockets.drip(response);
  },
  /** 64 MiB of zeros in 64 kB. */
  bomb(request, response) {
    response.setHeader('content-encoding', 'gzip');
    response.end(bomb());
  },
  reset(request) {
    request.socket.destroy();
  },
  cut(request, response) {
    response.setHeader('content-length', '100');
    response.write('too short', () => setTimeout(() => request.socket.destroy(), 20));
  },
  client(request, response) {
    const { subject } = request.socket.getPeerCertificate?.() ?? {};
    response.end(subject === undefined ? 'nobody' : `${subject.CN}`);
  },
};
const answer = (request, response) => {
  const [name, ...rest] = new URL(request.url, 'http://x').pathname.slice(1).split('/');
  const known = answers[name];
  if (known === undefined) {
    response.writeHead(404);
    response.end('nothing here');
    return;
  }
  Promise.resolve(known(request, response, rest)).catch((error) => response.destroy(error));
};

// A WebSocket that gives back what it gets, in two fragments where that is long; `bye` has it close.
const frame = (opcode, bytes, isLast = true) => {
  const head = bytes.length < 126 ? Buffer.from([(isLast ? 0x80 : 0) | opcode, bytes.length])
    : Buffer.from([(isLast ? 0x80 : 0) | opcode, 126, bytes.length >> 8, bytes.length & 255]);
  return Buffer.concat([head, bytes]);
};
const echo = (socket, opcode, bytes) => {
  const text = bytes.toString();
  if (opcode === 8) socket.end(frame(8, bytes));
  else if (opcode === 10) socket.write(frame(1, Buffer.from(`pong ${text}`)));
  else if (text === 'bye') socket.write(frame(8, Buffer.concat([Buffer.from([0x0f, 0xa0]), Buffer.from('farewell')])));
  else if (text === 'ping') socket.write(frame(9, Buffer.from('x')));
  else if (text === 'break') socket.write(Buffer.from([0xff, 0]));
  else if (bytes.length < 1000) socket.write(frame(opcode, bytes));
  else {
    socket.write(frame(opcode, bytes.subarray(0, 1000), false));
    socket.write(frame(0, bytes.subarray(1000)));
  }
};
const upgrade = (request, socket) => {
  if (request.url === '/refused') return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  const accept = crypto.createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const protocol = request.headers['sec-websocket-protocol']?.split(',')[0];
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${protocol ? `Sec-WebSocket-Protocol: ${protocol}\r\n` : ''}\r\n`);
  let rest = Buffer.alloc(0);
  socket.on('error', () => {});
  return socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 6) {
      const short = rest[1] & 127;
      const start = short === 126 ? 4 : 2;
      const length = short === 126 ? rest.readUInt16BE(2) : short;
      if (rest.length < start + 4 + length) return;
      const mask = rest.subarray(start, start + 4);
      const bytes = Buffer.from(rest.subarray(start + 4, start + 4 + length).map((byte, at) => byte ^ mask[at & 3]));
      const opcode = rest[0] & 15;
      rest = rest.subarray(start + 4 + length);
      echo(socket, opcode, bytes);
    }
  });
};

const listen = (server) => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => resolve(server.address().port));
});
/** A port on which nobody listens. */
const nobody = async () => {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

async function start(keys) {
  const tls = { key: keys.server.key, cert: keys.server.certificate };
  const stranger = { key: keys.stranger.key, cert: keys.stranger.certificate };
  const mutual = { ...tls, ca: keys.authority, requestCert: true, rejectUnauthorized: true };
  const servers = {
    http: `http://127.0.0.1:${await listen(http.createServer(answer).on('upgrade', upgrade))}`,
    https: `https://localhost:${await listen(https.createServer(tls, answer).on('upgrade', upgrade))}`,
    mutual: `https://localhost:${await listen(https.createServer(mutual, answer))}`,
    stranger: `https://localhost:${await listen(https.createServer(stranger, answer))}`,
    h2c: `http://127.0.0.1:${await listen(http2.createServer(answer))}`,
    h2: `https://localhost:${await listen(http2.createSecureServer(tls, answer))}`,
    nobody: await nobody(),
    sockets: await sockets(keys, listen),
  };
  process.stdout.write(`${JSON.stringify(servers)}\n`);
}

let input = '';
process.stdin.on('data', (chunk) => {
  const had = input.includes('\n');
  input += chunk;
  if (!had && input.includes('\n')) start(JSON.parse(input));
});
process.stdin.on('end', () => process.exit(0));
