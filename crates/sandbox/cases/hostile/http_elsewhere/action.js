// Every way to have a request take another way than the host's is refused by its name.
const http = require('http');
const https = require('https');
const http2 = require('http2');
const EventEmitter = require('events');
exports.onExecutePostLogin = async () => {
  const told = (name, start) => new Promise((resolve) => {
    const done = (error) => resolve(console.log(name, error?.code, error?.message));
    try {
      start().on('error', done).on('response', () => done({ code: 'answered' })).end();
    } catch (error) {
      done(error);
    }
  });
  const url = 'https://api.example/x';
  const socket = Object.assign(new EventEmitter(), { write() {}, end() {}, destroy() {}, setTimeout() {} });
  class Tunnel extends https.Agent {
    createConnection() { return socket; }
  }
  class Later extends https.Agent {
    createConnection(options, done) { setTimeout(done, 1, null, socket); }
  }
  await told('socketPath', () => http.request({ socketPath: '/var/run/docker.sock' }));
  await told('lookup', () => https.request(url, { lookup() {} }));
  await told('localAddress', () => https.request(url, { localAddress: '10.0.0.1' }));
  await told('createConnection', () => https.request(url, { createConnection: () => socket }));
  await told('agent', () => https.request(url, { agent: new Tunnel() }));
  await told('agent later', () => https.request(url, { agent: new Later() }));
  await told('servername', () => https.request(url, { servername: 'internal.example' }));
  await told('checkServerIdentity', () => https.request(url, { checkServerIdentity() {} }));
  await told('pfx', () => https.request(url, { pfx: Buffer.from('x') }));
  await told('credentials', () => http.request({ host: 'user:password@api.example', port: 80 }));
  await told('trailers', () => {
    const request = https.request(url, { method: 'POST' });
    request.addTrailers({ a: 'b' });
    return request;
  });
  await told('http2 createConnection', () => http2.connect(url, { createConnection: () => socket }));
  await told('http2 CONNECT', () => http2.connect(url).request({ ':method': 'CONNECT' }));
  await told('listen', () => http.createServer().listen(80));
  await told('too many headers', () => https.request(url, { headers: Array.from({ length: 201 }, (_, at) => [`x-${at}`, 'x']) }));
  await told('too large', () => {
    const request = https.request(url, { method: 'POST' });
    request.write(Buffer.alloc(1001));
    return request;
  });
  await told('too much material', () => https.request(url, { ca: 'x'.repeat(600000) }));
};
