// The servers that cases below `cases/node` speak to: the same for Node and for the sandbox. Their keys come as one line of
// JSON on standard input, where they listen goes as one line of JSON to standard output, and they end with their input.
const http = require('http');
const http2 = require('http2');
const https = require('https');
const net = require('net');
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
    http: `http://127.0.0.1:${await listen(http.createServer(answer))}`,
    https: `https://localhost:${await listen(https.createServer(tls, answer))}`,
    mutual: `https://localhost:${await listen(https.createServer(mutual, answer))}`,
    stranger: `https://localhost:${await listen(https.createServer(stranger, answer))}`,
    h2c: `http://127.0.0.1:${await listen(http2.createServer(answer))}`,
    h2: `https://localhost:${await listen(http2.createSecureServer(tls, answer))}`,
    nobody: await nobody(),
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
