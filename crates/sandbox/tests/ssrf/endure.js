// Meets a server in the way and the manner that the event says, and prints what became of it.
const dns = require('dns').promises;
const http = require('http');
const http2 = require('http2');
const https = require('https');
const net = require('net');
const tls = require('tls');
const zlib = require('zlib');

const whole = (stream) => new Promise((resolve, reject) => {
  const pieces = [];
  stream.on('data', (piece) => pieces.push(piece));
  stream.on('end', () => resolve(Buffer.concat(pieces)));
  stream.on('error', reject);
});
const answered = (get, url, options) => new Promise((resolve, reject) => {
  get(url, options, (response) => resolve(whole(response))).on('error', reject);
});
const over2 = (url, how, options) => new Promise((resolve, reject) => {
  const session = http2.connect(url, options).on('error', reject);
  const stream = session.request({ ':path': `/${how}` });
  whole(stream).then(resolve, reject).finally(() => session.destroy());
});
const spoken = (socket, how) => {
  socket.write(`${how}\n`);
  return whole(socket);
};
const ways = {
  fetch: ({ servers }, how) => fetch(`${servers.http}/${how}`).then((response) => response.arrayBuffer()),
  http: ({ servers }, how) => answered(http.get, `${servers.http}/${how}`, {}),
  https: ({ servers, authority: ca }, how) => answered(https.get, `${servers.https}/${how}`, { ca }),
  http2: ({ servers, authority: ca }, how) => over2(servers.h2, how, { ca }),
  net: ({ servers: { sockets } }, how) => spoken(net.connect(Number(sockets.tcp), '127.0.0.1'), how),
  tls: ({ servers: { sockets }, authority: ca }, how) => spoken(tls.connect({ port: Number(sockets.tls), host: 'localhost', ca }), how),
  dns: (event, how) => dns.resolve4(`${how}.case.example`),
};
exports.onExecutePostLogin = async (event) => {
  try {
    const bytes = Buffer.from(await ways[event.way](event, event.how));
    console.log(`packed in ${bytes.length}`);
    console.log(`unpacked to ${zlib.gunzipSync(bytes).length}`);
  } catch (error) {
    console.log(`failed ${error.code}`, error.message, error.cause?.message);
  }
};
